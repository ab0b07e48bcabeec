package apply

import (
	"context"
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/repo"
)

// definition serves the XRs of a definition, by Crossplane's own library.
func (w *world) definition(ctx context.Context, phase *repo.Phase, object repo.Object) ([]repo.Finding, error) {
	made, err := crds.ForXRD(object.Unstructured)
	if err != nil {
		return []repo.Finding{object.Finding(err.Error())}, nil
	}
	if w.dry {
		if err := w.clusters[repo.Hub].Try(ctx, made); err != nil {
			return []repo.Finding{object.Finding("its definition is refused: " + err.Error())}, nil
		}
	}
	if err := w.installEach(ctx, phase.Name, w.clusters[repo.Hub], []crds.CRD{made}); err != nil {
		return []repo.Finding{object.Finding("its definition is refused: " + err.Error())}, nil
	}
	return unwaited(phase, object, "it defines a kind"), nil
}

func (w *world) composition(_ context.Context, phase *repo.Phase, object repo.Object) ([]repo.Finding, error) {
	steps, _, _ := unstructured.NestedSlice(object.Object, "spec", "pipeline")
	var findings []repo.Finding
	for i, entry := range steps {
		step, _ := entry.(map[string]any)
		name, _, _ := unstructured.NestedString(step, "functionRef", "name")
		if problem := w.need(phase, repo.Hub, "Function", "", name); problem != "" {
			findings = append(findings, object.Finding(fmt.Sprintf("spec.pipeline[%d].functionRef.name: %s", i, problem)))
		}
	}
	return findings, nil
}

// definitionOf is the XRD of a composite resource; nil for any other object.
func (w *world) definitionOf(object *unstructured.Unstructured) *repo.Object {
	gvk := object.GroupVersionKind()
	for i := range w.objects {
		candidate := &w.objects[i]
		if candidate.GetKind() == "CompositeResourceDefinition" && text(candidate.Unstructured, "spec", "group") == gvk.Group &&
			text(candidate.Unstructured, "spec", "names", "kind") == gvk.Kind {
			return candidate
		}
	}
	return nil
}

func (w *world) compositionOf(xr *unstructured.Unstructured) *repo.Object {
	wanted := text(xr, "spec", "crossplane", "compositionRef", "name")
	for i := range w.objects {
		candidate := &w.objects[i]
		if candidate.GetKind() != "Composition" || text(candidate.Unstructured, "spec", "compositeTypeRef", "kind") != xr.GetKind() ||
			text(candidate.Unstructured, "spec", "compositeTypeRef", "apiVersion") != xr.GetAPIVersion() {
			continue
		}
		if wanted == "" || wanted == candidate.GetName() {
			return candidate
		}
	}
	return nil
}

// composite applies all that the XR composes: every composed object meets its real definition.
func (w *world) composite(ctx context.Context, phase *repo.Phase, object repo.Object) (int, []repo.Finding, error) {
	composition := w.compositionOf(object.Unstructured)
	if composition == nil {
		return 0, []repo.Finding{object.Finding("no Composition of a phase before has spec.compositeTypeRef " +
			object.GetAPIVersion() + " " + object.GetKind())}, nil
	}
	if w.compose == nil {
		return 0, nil, nil
	}
	composed, err := w.compose(object)
	if err != nil {
		return 0, []repo.Finding{object.Finding("does not compose: " + err.Error())}, nil
	}
	w.composed[object.Title()] = composed
	for _, resource := range composed {
		w.provide(phase.Name, repo.Hub, resource.GetKind(), resource.GetNamespace(), resource.GetName())
		w.secretsOf(phase, repo.Hub, resource)
		if resource.GroupVersionKind().Group == "eks.aws.m.upbound.io" && resource.GetKind() == "Cluster" {
			name := resource.GetAnnotations()["crossplane.io/external-name"]
			if name == "" {
				name = resource.GetName()
			}
			w.provide(phase.Name, repo.Hub, "EKS cluster", "", name)
		}
	}
	findings := append(unwaited(phase, object, "later phases need what it composes"), w.earlier(ctx, phase, object)...)
	for _, resource := range composed {
		made := object
		made.Unstructured = resource
		if err := w.clusters[repo.Hub].Compose(ctx, resource, w.options()...); err != nil {
			findings = append(findings, made.Finding(w.explain(phase, repo.Hub, made, err)))
			continue
		}
		findings = append(findings, w.referencesOf(phase, repo.Hub, made)...)
		if problem := w.crossplaneMay(resource); problem != "" {
			findings = append(findings, made.Finding(problem))
		}
	}
	for i := range findings {
		findings[i].Message = strings.TrimSpace(findings[i].Message) + " (composed by " + object.Title() + ")"
	}
	return len(composed), findings, nil
}

func (w *world) options() []client.PatchOption {
	if w.dry {
		return []client.PatchOption{client.DryRunAll}
	}
	return nil
}

// chartAllows is what the chart's own ClusterRole lets Crossplane write.
var chartAllows = map[string]bool{"/secrets": true, "/configmaps": true, "/serviceaccounts": true, "/services": true, "apps/deployments": true}

// crossplaneMay says what is missing when Crossplane composes a kind that no provider gave it the right to.
func (w *world) crossplaneMay(resource *unstructured.Unstructured) string {
	gvk := resource.GroupVersionKind()
	// Its own kinds are in the chart's ClusterRole too; a provider's come with the provider.
	if strings.HasSuffix(gvk.Group, ".upbound.io") || strings.HasSuffix(gvk.Group, ".crossplane.io") || w.definitionOf(resource) != nil {
		return ""
	}
	plural := w.clusters[repo.Hub].Plural(gvk)
	if chartAllows[gvk.Group+"/"+plural] {
		return ""
	}
	for _, object := range w.objects {
		if object.GetKind() != "ClusterRole" || object.GetLabels()["rbac.crossplane.io/aggregate-to-crossplane"] != "true" {
			continue
		}
		rules, _, _ := unstructured.NestedSlice(object.Object, "rules")
		for _, entry := range rules {
			rule, _ := entry.(map[string]any)
			groups, _, _ := unstructured.NestedStringSlice(rule, "apiGroups")
			resources, _, _ := unstructured.NestedStringSlice(rule, "resources")
			if holds(groups, gvk.Group) && holds(resources, plural) {
				return ""
			}
		}
	}
	return fmt.Sprintf("Crossplane may not write %s of group %q: a ClusterRole of crossplane/system with the label "+
		"rbac.crossplane.io/aggregate-to-crossplane: \"true\" must allow it", plural, gvk.Group)
}

func holds(values []string, wanted string) bool {
	for _, value := range values {
		if value == wanted || value == "*" {
			return true
		}
	}
	return false
}
