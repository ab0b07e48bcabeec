// Package removal asks what would be deleted in the cloud if something were removed from Git.
package removal

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"odds-update/tools/proof/internal/repo"
)

// DataKinds are the managed kinds that hold data, or without which data cannot be read any more.
var DataKinds = map[schema.GroupKind]string{
	{Group: "kafka.aws.m.upbound.io", Kind: "Cluster"}:                "topics",
	{Group: "rds.aws.m.upbound.io", Kind: "Instance"}:                 "a database",
	{Group: "rds.aws.m.upbound.io", Kind: "Cluster"}:                  "a database",
	{Group: "elasticache.aws.m.upbound.io", Kind: "ReplicationGroup"}: "hot state",
	{Group: "s3.aws.m.upbound.io", Kind: "Bucket"}:                    "objects",
	{Group: "kms.aws.m.upbound.io", Kind: "Key"}:                      "the key of encrypted data",
	{Group: "secretsmanager.aws.m.upbound.io", Kind: "Secret"}:        "credentials",
	{Group: "glue.aws.m.upbound.io", Kind: "CatalogDatabase"}:         "the catalogue of the lake",
	{Group: "glue.aws.m.upbound.io", Kind: "CatalogTable"}:            "the catalogue of the lake",
	{Group: "backup.aws.m.upbound.io", Kind: "Vault"}:                 "backups",
}

// IsData tells whether the object holds data: a managed resource of a data kind, or a Kafka topic. A partner's
// credential is none: a partner who leaves must lose it, and one who returns gets another.
func IsData(object *unstructured.Unstructured) bool {
	if _, partners := object.GetLabels()["platform.odds-update.io/edgepartner"]; partners && object.GetKind() == "Secret" {
		return false
	}
	_, managed := DataKinds[object.GroupVersionKind().GroupKind()]
	return managed || object.GetKind() == "KafkaTopic"
}

// Check removes every object, every path and every Kustomization in turn, and reports each data
// resource that would go with it. Composed are the resources of composite resources, by their title.
func Check(r *repo.Repo, composed map[string][]*unstructured.Unstructured) []repo.Finding {
	var findings []repo.Finding
	for _, phase := range r.Phases {
		for _, object := range phase.Objects {
			for _, lost := range dataBehind(r, phase, object, composed) {
				finding := object.Finding(fmt.Sprintf("removing it from Git deletes %s: "+
					"label it kustomize.toolkit.fluxcd.io/prune: disabled", lost))
				if Pruned(phase, object) {
					findings = append(findings, finding)
					break
				}
			}
		}
		if lost := lostWith(r, phase, composed); lost != "" {
			findings = append(findings, phase.Finding("spec.deletionPolicy: removing this Kustomization from Git deletes "+
				lost+": set Orphan, or label what it applies kustomize.toolkit.fluxcd.io/prune: disabled"))
		}
	}
	return findings
}

// Pruned tells whether Flux deletes the object when it is no longer in the path.
func Pruned(phase *repo.Phase, object repo.Object) bool {
	return phase.Prune && !keeps(object)
}

// keeps is Flux's rule of garbage collection: a label or an annotation, and nothing else.
func keeps(object repo.Object) bool {
	for _, marks := range []map[string]string{object.GetLabels(), object.GetAnnotations()} {
		for _, mark := range []string{"kustomize.toolkit.fluxcd.io/prune", "kustomize.toolkit.fluxcd.io/reconcile"} {
			if strings.EqualFold(marks[mark], "disabled") {
				return true
			}
		}
	}
	return false
}

// lostWith is the data that goes when the Kustomization itself is deleted. MirrorPrune, the
// default, does as spec.prune says; Delete and WaitForTermination delete in any case.
func lostWith(r *repo.Repo, phase *repo.Phase, composed map[string][]*unstructured.Unstructured) string {
	switch phase.DeletionPolicy {
	case "Orphan":
		return ""
	case "", "MirrorPrune":
		if !phase.Prune {
			return ""
		}
	}
	for _, object := range phase.Objects {
		if keeps(object) {
			continue
		}
		if lost := dataBehind(r, phase, object, composed); len(lost) > 0 {
			return lost[0]
		}
	}
	return ""
}

// dataBehind are the data resources that are deleted in the cloud when the object is deleted.
func dataBehind(r *repo.Repo, phase *repo.Phase, object repo.Object, composed map[string][]*unstructured.Unstructured) []string {
	var lost []string
	add := func(resource *unstructured.Unstructured, through string) {
		if IsData(resource) && deletes(resource) {
			lost = append(lost, strings.TrimSpace(repo.Object{Unstructured: resource}.Title()+" "+through))
		}
	}
	add(object.Unstructured, "")
	for _, resource := range composed[object.Title()] {
		add(resource, "")
	}
	// What takes others along: a namespace its objects, a definition the objects of its kind, a
	// provider its definitions and so their objects.
	for title, owner := range owners(r) {
		if phase.KubeConfig != owner.phase.KubeConfig {
			continue
		}
		for _, resource := range append([]*unstructured.Unstructured{owner.object.Unstructured}, composed[title]...) {
			if takes(object.Unstructured, owner.object.Unstructured) || takes(object.Unstructured, resource) {
				add(resource, "(by way of "+title+")")
			}
		}
	}
	sort.Strings(lost)
	return slices.Compact(lost)
}

type owner struct {
	phase  *repo.Phase
	object repo.Object
}

func owners(r *repo.Repo) map[string]owner {
	all := map[string]owner{}
	for _, phase := range r.Phases {
		for _, object := range phase.Objects {
			all[object.Title()] = owner{phase, object}
		}
	}
	return all
}

// takes tells whether deleting one object deletes the other in the cluster.
func takes(object, other *unstructured.Unstructured) bool {
	text := func(fields ...string) string {
		value, _, _ := unstructured.NestedString(object.Object, fields...)
		return value
	}
	gvk := other.GroupVersionKind()
	switch object.GetKind() {
	case "Namespace":
		return other.GetNamespace() == object.GetName()
	case "CompositeResourceDefinition":
		return text("spec", "group") == gvk.Group && text("spec", "names", "kind") == gvk.Kind
	case "Provider":
		image, _, _ := strings.Cut(text("spec", "package"), ":")
		service := image[strings.LastIndex(image, "provider-aws-")+len("provider-aws-"):]
		return strings.Contains(image, "/provider-aws-") && gvk.Group == service+".aws.m.upbound.io"
	case "HelmRelease":
		// Helm never removes Crossplane's kinds; a release takes only what its chart made.
		return false
	}
	return false
}

// deletes tells whether deleting the managed resource deletes the thing in the cloud.
func deletes(resource *unstructured.Unstructured) bool {
	policies, found, _ := unstructured.NestedStringSlice(resource.Object, "spec", "managementPolicies")
	if !found || len(policies) == 0 {
		return true
	}
	return slices.Contains(policies, "Delete") || slices.Contains(policies, "*")
}
