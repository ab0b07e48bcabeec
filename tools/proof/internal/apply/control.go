package apply

import (
	"context"
	"fmt"
	"path"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"odds-update/tools/proof/internal/apiserver"
	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/repo"
)

// controllers do what happens in a cluster after Flux has applied, in the order in which it can happen.
func (w *world) controllers(ctx context.Context, phase *repo.Phase, target string, row *Row) error {
	type controller func(context.Context, *repo.Phase, repo.Object) ([]repo.Finding, error)
	steps := []struct {
		kind  string
		group string
		run   controller
	}{
		{"HelmRelease", "helm.toolkit.fluxcd.io", w.helmRelease},
		{"Provider", "pkg.crossplane.io", w.provider},
		{"ManagedResourceActivationPolicy", "apiextensions.crossplane.io", w.activation},
		{"CompositeResourceDefinition", "apiextensions.crossplane.io", w.definition},
		{"Composition", "apiextensions.crossplane.io", w.composition},
	}
	for _, step := range steps {
		for _, object := range phase.Objects {
			if target != repo.Hub || object.GetKind() != step.kind || object.GroupVersionKind().Group != step.group {
				continue
			}
			findings, err := step.run(ctx, phase, object)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				findings = append(findings, object.Finding(err.Error()))
			}
			row.Findings = append(row.Findings, findings...)
		}
	}
	for _, object := range phase.Objects {
		if target != repo.Hub || w.definitionOf(object.Unstructured) == nil {
			continue
		}
		composed, findings, err := w.composite(ctx, phase, object)
		if err != nil {
			return err
		}
		row.Composed += composed
		row.Findings = append(row.Findings, findings...)
	}
	return nil
}

// install adds the definitions of a set to a cluster.
func (w *world) install(ctx context.Context, phase string, cluster *apiserver.Cluster, set string) error {
	definitions, err := w.catalog.Set(set)
	if err != nil {
		return err
	}
	return w.installEach(ctx, phase, cluster, definitions)
}

func (w *world) installEach(ctx context.Context, phase string, cluster *apiserver.Cluster, definitions []crds.CRD) error {
	for _, definition := range definitions {
		group, _, _ := unstructured.NestedString(definition.Object, "spec", "group")
		kind, _, _ := unstructured.NestedString(definition.Object, "spec", "names", "kind")
		w.provide(phase, cluster.Name, "kind", group, kind)
	}
	if w.dry {
		return nil
	}
	return cluster.Install(ctx, definitions)
}

func text(object *unstructured.Unstructured, fields ...string) string {
	value, _, _ := unstructured.NestedString(object.Object, fields...)
	return value
}

// unwaited is the finding for an object whose phase is done before its controller is.
func unwaited(phase *repo.Phase, object repo.Object, what string) []repo.Finding {
	if waitsFor(phase, object.Unstructured) {
		return nil
	}
	return []repo.Finding{object.Finding(fmt.Sprintf("%s, but Kustomization %s does not wait for it: "+
		"set spec.wait or name it in spec.healthChecks", what, phase.Name))}
}

func (w *world) helmRelease(ctx context.Context, phase *repo.Phase, object repo.Object) ([]repo.Finding, error) {
	where, problem := w.target(phase, text(object.Unstructured, "spec", "kubeConfig", "configMapRef", "name"))
	if problem != "" {
		return []repo.Finding{object.Finding("spec." + problem)}, nil
	}
	name, version := w.chartOf(object.Unstructured)
	chart, known := w.catalog.Charts[name]
	if !known {
		return []repo.Finding{object.Finding(fmt.Sprintf("spec.chart: tools/proof/crds.lock.yaml has no chart %q: "+
			"say there what it defines, or that it defines nothing", name))}, nil
	}
	if chart.Version != "" && strings.TrimPrefix(version, "v") != strings.TrimPrefix(chart.Version, "v") {
		return []repo.Finding{object.Finding(fmt.Sprintf("spec.chart: chart %s is %s, but tools/proof/crds.lock.yaml proves %s: make them equal",
			name, version, chart.Version))}, nil
	}
	namespace := text(object.Unstructured, "spec", "targetNamespace")
	if namespace == "" {
		namespace = object.GetNamespace()
	}
	cluster := w.clusters[where]
	if created, _, _ := unstructured.NestedBool(object.Object, "spec", "install", "createNamespace"); created {
		if !w.dry {
			if err := cluster.CreateNamespace(ctx, namespace); err != nil {
				return nil, err
			}
		}
		w.provide(phase.Name, where, "Namespace", "", namespace)
	} else if problem := w.need(phase, where, "Namespace", "", namespace); problem != "" {
		return []repo.Finding{object.Finding("spec.targetNamespace: " + problem)}, nil
	}
	for _, made := range chart.Objects {
		parts := strings.Split(made, "/")
		w.provide(phase.Name, where, parts[0], strings.Join(parts[1:len(parts)-1], "/"), parts[len(parts)-1])
	}
	if name == "crossplane" {
		if defaults, found, _ := unstructured.NestedSlice(object.Object, "spec", "values", "provider", "defaultActivations"); !found || len(defaults) > 0 {
			return []repo.Finding{object.Finding("spec.values.provider.defaultActivations must be []: " +
				"the chart's default activates every kind of every provider")}, nil
		}
	}
	for _, set := range chart.Sets {
		if err := w.install(ctx, phase.Name, cluster, set); err != nil {
			return nil, err
		}
	}
	if len(chart.Sets) > 0 {
		return unwaited(phase, object, "it brings kinds to cluster "+where), nil
	}
	return nil, nil
}

// chartOf is the chart's name and version, from the release itself or its OCIRepository.
func (w *world) chartOf(release *unstructured.Unstructured) (string, string) {
	if name := text(release, "spec", "chart", "spec", "chart"); name != "" {
		return path.Base(name), text(release, "spec", "chart", "spec", "version")
	}
	source := w.find("source.toolkit.fluxcd.io", text(release, "spec", "chartRef", "kind"), text(release, "spec", "chartRef", "name"))
	if source == nil {
		return "", ""
	}
	if source.GetKind() == "HelmChart" {
		return path.Base(text(source.Unstructured, "spec", "chart")), text(source.Unstructured, "spec", "version")
	}
	return path.Base(text(source.Unstructured, "spec", "url")), text(source.Unstructured, "spec", "ref", "tag")
}

func (w *world) provider(ctx context.Context, phase *repo.Phase, object repo.Object) ([]repo.Finding, error) {
	set, service, err := w.catalog.Package(text(object.Unstructured, "spec", "package"))
	if err != nil {
		return []repo.Finding{object.Finding(err.Error())}, nil
	}
	kinds, err := w.catalog.Kinds(set)
	if err != nil {
		return nil, err
	}
	for kind, name := range kinds {
		switch kind.Group {
		case "aws.m.upbound.io":
			// Configuration of the whole family: never a managed kind, so no activation is asked for.
			definition, err := w.catalog.Named(set, name)
			if err != nil {
				return nil, err
			}
			if w.provided[key(repo.Hub, "kind", kind.Group, kind.Kind)] == "" {
				if err := w.installEach(ctx, phase.Name, w.clusters[repo.Hub], []crds.CRD{definition}); err != nil {
					return nil, err
				}
			}
		case service + ".aws.m.upbound.io", service + ".aws.upbound.io":
			w.offered[name] = set
		}
	}
	if findings := unwaited(phase, object, "it brings managed kinds"); findings != nil {
		return findings, nil
	}
	return nil, w.activate(ctx, phase)
}

// activation installs what policies name of what providers offer.
func (w *world) activation(ctx context.Context, phase *repo.Phase, object repo.Object) ([]repo.Finding, error) {
	patterns, _, _ := unstructured.NestedStringSlice(object.Object, "spec", "activate")
	var findings []repo.Finding
	for i, pattern := range patterns {
		matched := false
		for name := range w.offered {
			matched = matched || activates(pattern, name)
		}
		if !matched {
			findings = append(findings, object.Finding(fmt.Sprintf("spec.activate[%d]: %s is a kind of no installed provider", i, pattern)))
		}
	}
	return findings, w.activate(ctx, phase)
}

// activates is Crossplane's rule: a whole name, or *.group.
func activates(pattern, name string) bool {
	if suffix, wild := strings.CutPrefix(pattern, "*"); wild {
		return strings.HasSuffix(name, suffix)
	}
	return pattern == name
}

func (w *world) activate(ctx context.Context, phase *repo.Phase) error {
	var definitions []crds.CRD
	names := make([]string, 0, len(w.offered))
	for name := range w.offered {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		wanted := false
		for _, object := range w.objects {
			if object.GetKind() != "ManagedResourceActivationPolicy" {
				continue
			}
			patterns, _, _ := unstructured.NestedStringSlice(object.Object, "spec", "activate")
			for _, pattern := range patterns {
				wanted = wanted || activates(pattern, name)
			}
		}
		if !wanted || w.provided[key(repo.Hub, "activated", "", name)] != "" {
			continue
		}
		w.provide(phase.Name, repo.Hub, "activated", "", name)
		definition, err := w.catalog.Named(w.offered[name], name)
		if err != nil {
			return err
		}
		definitions = append(definitions, definition)
	}
	return w.installEach(ctx, phase.Name, w.clusters[repo.Hub], definitions)
}

// managedName is the definition's name of a kind of provider-aws; "" for other kinds.
func (w *world) managedName(group, kind string) string {
	kinds, err := w.catalog.Kinds("aws")
	if err != nil {
		return ""
	}
	return kinds[schema.GroupKind{Group: group, Kind: kind}]
}
