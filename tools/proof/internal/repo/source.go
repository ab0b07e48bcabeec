package repo

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ControlPlane are the parts of the repository that Flux reads or that the proof judges.
var ControlPlane = []string{"clusters", "crossplane", "k8s", "schemas/topics.yaml", "environments.yaml", "main.tf", "cluster.tf"}

// What `flux bootstrap` writes into clusters/infra-ops/flux-system, as far as patches can touch it.
//
//go:embed embed/gotk-components.yaml embed/gotk-sync.yaml
var bootstrapped embed.FS

// Copy copies the control plane's files, so that a build or a mutation never touches the clone.
func Copy(root, target string) error {
	for _, part := range ControlPlane {
		from := filepath.Join(root, part)
		if _, err := os.Stat(from); os.IsNotExist(err) {
			continue
		}
		err := filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			relative, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			if entry.IsDir() {
				return os.MkdirAll(filepath.Join(target, relative), 0o755)
			}
			if !entry.Type().IsRegular() {
				return fmt.Errorf("%s: only plain files: Flux refuses others", relative)
			}
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if err := os.MkdirAll(filepath.Dir(filepath.Join(target, relative)), 0o755); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(target, relative), content, 0o644)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// fillBootstrap writes what the bootstrap would, where the clone still has the empty files that
// `flux bootstrap` asks for when its own manifests are patched.
func fillBootstrap(root string) error {
	for _, name := range []string{"gotk-components.yaml", "gotk-sync.yaml"} {
		path := filepath.Join(root, "clusters", Hub, "flux-system", name)
		content, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("clusters/%s/flux-system/%s: %w", Hub, name, err)
		}
		if strings.TrimSpace(string(content)) != "" {
			continue
		}
		content, err = bootstrapped.ReadFile("embed/" + name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
