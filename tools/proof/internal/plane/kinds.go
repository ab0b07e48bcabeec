package plane

import (
	"strings"
	"sync"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"odds-update/tools/proof/internal/crds"
)

// managedSuffix ends the API groups of namespaced managed resources, and managedSet is where their definitions are.
const (
	managedSuffix = ".aws.m.upbound.io"
	managedSet    = "aws"
)

// Kinds looks up the real definitions of managed resources.
type Kinds struct {
	catalog *crds.Catalog
	lock    sync.Mutex
	known   map[schema.GroupKind]crds.CRD
}

// NewKinds reads definitions from the catalog when they are asked for.
func NewKinds(catalog *crds.Catalog) *Kinds {
	return &Kinds{catalog: catalog, known: map[schema.GroupKind]crds.CRD{}}
}

// Managed tells whether a kind stands for something in the cloud: its definition is one of the provider's.
func (k *Kinds) Managed(kind schema.GroupKind) bool { return k.Definition(kind) != nil }

// Definition is that of a managed kind, nil if the provider has no such kind.
func (k *Kinds) Definition(kind schema.GroupKind) crds.CRD {
	if !strings.HasSuffix(kind.Group, managedSuffix) {
		return nil
	}
	k.lock.Lock()
	defer k.lock.Unlock()
	if found, asked := k.known[kind]; asked {
		return found
	}
	k.known[kind] = k.find(kind)
	return k.known[kind]
}

// find tries the plurals that begin like the kind: the file names say no more than the plural.
func (k *Kinds) find(kind schema.GroupKind) crds.CRD {
	names, err := k.catalog.Names(managedSet)
	if err != nil {
		return nil
	}
	stem := strings.ToLower(kind.Kind[:len(kind.Kind)-1])
	for _, name := range names {
		plural, group, _ := strings.Cut(name, ".")
		// A plural adds at most "es": longer ones belong to other kinds.
		if group != kind.Group || !strings.HasPrefix(plural, stem) || len(plural) > len(kind.Kind)+2 {
			continue
		}
		definition, err := k.catalog.Named(managedSet, name)
		if err != nil {
			continue
		}
		if found, _, _ := unstructured.NestedString(definition.Object, "spec", "names", "kind"); found == kind.Kind {
			return definition
		}
	}
	return nil
}

// AtProvider are the properties of a managed kind's status.atProvider, nil for other kinds.
func (k *Kinds) AtProvider(kind schema.GroupVersionKind) map[string]any {
	return k.properties(kind.GroupKind(), "status", "atProvider")
}

// ForProvider are the properties of a managed kind's spec.forProvider, nil for other kinds.
func (k *Kinds) ForProvider(kind schema.GroupKind) map[string]any {
	return k.properties(kind, "spec", "forProvider")
}

func (k *Kinds) properties(kind schema.GroupKind, path ...string) map[string]any {
	definition := k.Definition(kind)
	if definition == nil {
		return nil
	}
	at := []string{"schema", "openAPIV3Schema", "properties"}
	for _, field := range path {
		at = append(at, field, "properties")
	}
	versions, _, _ := unstructured.NestedSlice(definition.Object, "spec", "versions")
	for _, entry := range versions {
		version, _ := entry.(map[string]any)
		if properties, found, _ := unstructured.NestedMap(version, at...); found {
			return properties
		}
	}
	return map[string]any{}
}
