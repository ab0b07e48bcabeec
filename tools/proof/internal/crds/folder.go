package crds

import (
	"fmt"
	"path/filepath"
)

// ModuleFolder is where the Go module of a set is unpacked: it holds more than definitions.
func ModuleFolder(tools, name string) (string, error) {
	lock, err := readLock(filepath.Join(tools, "proof", "crds.lock.yaml"))
	if err != nil {
		return "", err
	}
	set, ok := lock.Sets[name]
	if !ok || set.Module == "" {
		return "", fmt.Errorf("crds.lock.yaml has no Go module for set %q", name)
	}
	return moduleFolder(set)
}
