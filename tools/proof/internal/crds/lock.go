// Package crds has the real definitions of every kind that the control plane uses.
package crds

import (
	"fmt"
	"os"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

// Lock is crds.lock.yaml.
type Lock struct {
	Sets     map[string]Set    `json:"sets"`
	Charts   map[string]Chart  `json:"charts"`
	Packages map[string]string `json:"packages"`
}

// Set is one source of definitions: exactly one of Module, Artifact and Pom is given.
type Set struct {
	Module  string `json:"module,omitempty"`
	Version string `json:"version,omitempty"`
	Sum     string `json:"sum,omitempty"`
	// Artifact is group:artifact:version of a jar that Maven brings.
	Artifact string   `json:"artifact,omitempty"`
	Sha256   string   `json:"sha256,omitempty"`
	Pom      string   `json:"pom,omitempty"`
	Classes  []string `json:"classes,omitempty"`
	Paths    []string `json:"paths,omitempty"`
	// ExtendFlinkVersions are added to the enum of spec.flinkVersion.
	ExtendFlinkVersions []string `json:"extend_flink_versions,omitempty"`
}

// Chart is what a Helm chart brings to the cluster it is installed on.
type Chart struct {
	// Version is the chart version whose definitions these are; "" when any will do.
	Version string   `json:"version,omitempty"`
	Sets    []string `json:"sets,omitempty"`
	// Objects are Kind/name or Kind/namespace/name that others may refer to.
	Objects []string `json:"objects,omitempty"`
}

// FluxSets are there from the bootstrap on.
var FluxSets = []string{"flux-kustomize", "flux-helm", "flux-source", "flux-notification"}

func readLock(path string) (*Lock, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	lock := &Lock{}
	if err := yaml.UnmarshalStrict(content, lock); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for name, set := range lock.Sets {
		given := 0
		for _, source := range []string{set.Module, set.Artifact, set.Pom} {
			if source != "" {
				given++
			}
		}
		if given != 1 {
			return nil, fmt.Errorf("%s: sets.%s: give one of module, artifact, pom", path, name)
		}
	}
	for name, chart := range lock.Charts {
		for _, set := range chart.Sets {
			if _, ok := lock.Sets[set]; !ok {
				return nil, fmt.Errorf("%s: charts.%s: no set is named %q", path, name, set)
			}
		}
	}
	return lock, nil
}

// Package finds the set and the API group's first part of a Crossplane package, and checks its tag.
func (l *Lock) Package(image string) (set, service string, err error) {
	name, tag, _ := strings.Cut(image, ":")
	prefixes := make([]string, 0, len(l.Packages))
	for prefix := range l.Packages {
		prefixes = append(prefixes, prefix)
	}
	sort.Strings(prefixes)
	for _, prefix := range prefixes {
		if name != prefix && !(strings.HasSuffix(prefix, "-") && strings.HasPrefix(name, prefix)) {
			continue
		}
		set = l.Packages[prefix]
		if version := l.Sets[set].Version; version != "" && version != tag {
			return "", "", fmt.Errorf("spec.package is %s, but tools/proof/crds.lock.yaml proves %s of set %s: make them equal", tag, version, set)
		}
		return set, strings.TrimPrefix(name, prefix), nil
	}
	return "", "", fmt.Errorf("spec.package: tools/proof/crds.lock.yaml has no package for %s", name)
}
