package crds

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Kinds maps every kind of a set whose files are named <group>_<plural>.yaml to its definition's
// name. Only the heads of the files are read: provider-aws has 2,000.
func (c *Catalog) Kinds(set string) (map[schema.GroupKind]string, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if kinds, ok := c.kinds[set]; ok {
		return kinds, nil
	}
	files, err := c.setFiles(set)
	if err != nil {
		return nil, err
	}
	kinds := map[schema.GroupKind]string{}
	for _, file := range files {
		group, plural, found := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".yaml"), "_")
		if !found {
			continue
		}
		kind, err := kindOf(file)
		if err != nil {
			return nil, err
		}
		kinds[schema.GroupKind{Group: group, Kind: kind}] = plural + "." + group
	}
	c.kinds[set] = kinds
	return kinds, nil
}

func kindOf(file string) (string, error) {
	opened, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer opened.Close()
	lines := bufio.NewScanner(opened)
	for inNames := false; lines.Scan(); {
		line := lines.Text()
		switch {
		case line == "  names:":
			inNames = true
		case inNames && strings.HasPrefix(line, "    kind: "):
			return strings.TrimPrefix(line, "    kind: "), nil
		}
	}
	return "", fmt.Errorf("%s: no spec.names.kind", file)
}
