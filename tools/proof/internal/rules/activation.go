// Package rules judges every object of every environment, composed ones too.
package rules

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
)

// Kinds are the names of the definitions of all managed kinds that the environments use, each with one user.
func Kinds(planes ...*plane.Plane) map[string]plane.Resource {
	used := map[string]plane.Resource{}
	for _, p := range planes {
		for kind, resource := range p.ManagedKinds() {
			used[p.Kinds.Definition(kind).GetName()] = resource
		}
	}
	return used
}

// KindNames are the keys of Kinds in order.
func KindNames(planes ...*plane.Plane) []string {
	used := Kinds(planes...)
	names := make([]string, 0, len(used))
	for name := range used {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// Activation: the activated kinds are exactly those in use. One that is missing is never served; one too many costs
// the API server memory for nothing.
func Activation(planes ...*plane.Plane) []repo.Finding {
	var findings []repo.Finding
	activated := map[string]repo.Object{}
	for _, p := range planes {
		for _, phase := range p.Phases {
			for _, object := range phase.Objects {
				if object.GetKind() != "ManagedResourceActivationPolicy" {
					continue
				}
				names, _, _ := unstructured.NestedStringSlice(object.UnstructuredContent(), "spec", "activate")
				for _, name := range names {
					activated[name] = object
					if strings.Contains(name, "*") {
						findings = append(findings, object.Finding(fmt.Sprintf("spec.activate: %q is a wildcard: name the kinds", name)))
					}
				}
			}
		}
	}
	used := Kinds(planes...)
	for _, name := range KindNames(planes...) {
		if _, active := activated[name]; !active {
			findings = append(findings, used[name].Finding(fmt.Sprintf("%s is not in spec.activate of any ManagedResourceActivationPolicy: add it", name)))
		}
	}
	for name, policy := range activated {
		if _, inUse := used[name]; !inUse && !strings.Contains(name, "*") {
			findings = append(findings, policy.Finding(fmt.Sprintf("spec.activate: nothing makes a %s: remove it", name)))
		}
	}
	slices.SortFunc(findings, func(a, b repo.Finding) int { return strings.Compare(a.Message, b.Message) })
	return findings
}
