package crds

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
)

// CRD is a definition as the API server takes it; its name is <plural>.<group>.
type CRD = *unstructured.Unstructured

// Catalog reads sets when they are asked for, and each only once.
type Catalog struct {
	*Lock
	folder string
	cache  string
	say    func(format string, arguments ...any)
	mutex  sync.Mutex
	files  map[string][]string
	read   map[string]CRD
	kinds  map[string]map[schema.GroupKind]string
}

// Open reads <tools>/proof/crds.lock.yaml; downloads that are no Go modules go into cache.
func Open(tools, cache string, say func(string, ...any)) (*Catalog, error) {
	lock, err := readLock(filepath.Join(tools, "proof", "crds.lock.yaml"))
	if err != nil {
		return nil, err
	}
	return &Catalog{Lock: lock, folder: tools, cache: cache, say: say,
		files: map[string][]string{}, read: map[string]CRD{}, kinds: map[string]map[schema.GroupKind]string{}}, nil
}

// Files of a set; where they lie is nobody's business but the sources'.
func (c *Catalog) setFiles(name string) ([]string, error) {
	if files, ok := c.files[name]; ok {
		return files, nil
	}
	set, ok := c.Sets[name]
	if !ok {
		return nil, fmt.Errorf("crds.lock.yaml: no set is named %q", name)
	}
	var folder string
	var err error
	switch {
	case set.Module != "":
		folder, err = moduleFolder(set)
	case set.Artifact != "":
		folder, err = c.artifactFolder(set)
	default:
		folder, err = c.generated(set)
	}
	if err != nil {
		return nil, fmt.Errorf("definitions of %s: %w", name, err)
	}
	patterns := set.Paths
	if set.Pom != "" {
		patterns = []string{"*.yaml"}
	}
	var files []string
	for _, pattern := range patterns {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil || len(found) == 0 {
			return nil, fmt.Errorf("definitions of %s: no file matches %s in %s", name, pattern, folder)
		}
		files = append(files, found...)
	}
	sort.Strings(files)
	c.files[name] = files
	return files, nil
}

// Set reads all definitions of a set.
func (c *Catalog) Set(name string) ([]CRD, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	files, err := c.setFiles(name)
	if err != nil {
		return nil, err
	}
	var all []CRD
	for _, file := range files {
		definitions, err := c.readFile(file, c.Sets[name])
		if err != nil {
			return nil, err
		}
		all = append(all, definitions...)
	}
	return all, nil
}

// Names lists the definitions of a set whose files are named <group>_<plural>.yaml, without reading them.
func (c *Catalog) Names(set string) ([]string, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	files, err := c.setFiles(set)
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(files))
	for _, file := range files {
		group, plural, found := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".yaml"), "_")
		if found {
			names = append(names, plural+"."+group)
		}
	}
	return names, nil
}

// Named reads one definition of such a set.
func (c *Catalog) Named(set, name string) (CRD, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	files, err := c.setFiles(set)
	if err != nil {
		return nil, err
	}
	plural, group, _ := strings.Cut(name, ".")
	for _, file := range files {
		if filepath.Base(file) == group+"_"+plural+".yaml" {
			definitions, err := c.readFile(file, c.Sets[set])
			if err != nil || len(definitions) == 0 {
				return nil, err
			}
			return definitions[0], nil
		}
	}
	return nil, fmt.Errorf("set %s has no definition %s", set, name)
}

func (c *Catalog) readFile(file string, set Set) ([]CRD, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	decoder := utilyaml.NewYAMLOrJSONDecoder(bytes.NewReader(content), 4096)
	var all []CRD
	for {
		definition := &unstructured.Unstructured{}
		err := decoder.Decode(definition)
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if definition.GetKind() != "CustomResourceDefinition" {
			continue
		}
		if known, ok := c.read[definition.GetName()]; ok {
			all = append(all, known)
			continue
		}
		if err := c.adapt(definition, set); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		c.read[definition.GetName()] = definition
		all = append(all, definition)
	}
}

// adapt changes what cannot work without the operator's own server, and what the lock says.
func (c *Catalog) adapt(definition CRD, set Set) error {
	// The conversion webhook is the operator's: nothing here is stored in more than one version.
	unstructured.RemoveNestedField(definition.Object, "spec", "conversion")
	unstructured.RemoveNestedField(definition.Object, "status")
	if len(set.ExtendFlinkVersions) == 0 || definition.GetName() != "flinkdeployments.flink.apache.org" {
		return nil
	}
	versions, _, err := unstructured.NestedSlice(definition.Object, "spec", "versions")
	if err != nil {
		return err
	}
	for _, version := range versions {
		path := []string{"schema", "openAPIV3Schema", "properties", "spec", "properties", "flinkVersion", "enum"}
		enum, found, err := unstructured.NestedSlice(version.(map[string]any), path...)
		if err != nil || !found {
			return fmt.Errorf("no enum at %s: %v", strings.Join(path, "."), err)
		}
		for _, extension := range set.ExtendFlinkVersions {
			if !slices.Contains(enum, any(extension)) {
				enum = append(enum, extension)
			}
		}
		if err := unstructured.SetNestedSlice(version.(map[string]any), enum, path...); err != nil {
			return err
		}
	}
	c.say("flinkVersion of FlinkDeployment: extended by %s, which the published definitions do not know yet",
		strings.Join(set.ExtendFlinkVersions, ", "))
	return unstructured.SetNestedSlice(definition.Object, versions, "spec", "versions")
}
