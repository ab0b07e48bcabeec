package repo

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

// Orphans lists the manifests under crossplane/ and k8s/ that no Kustomization of any of the given
// environments reaches: nobody applies them, so nobody proves them either.
func Orphans(environments ...*Repo) []Finding {
	reached := map[string]bool{}
	for _, r := range environments {
		for _, phase := range r.Phases {
			r.reach(filepath.Join(r.Root, phase.Path), reached)
		}
	}
	var findings []Finding
	first := environments[0]
	for _, top := range []string{"crossplane", "k8s"} {
		_ = filepath.WalkDir(filepath.Join(first.Root, top), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !isManifest(path) {
				return nil
			}
			if file := first.relative(path); !reached[file] {
				findings = append(findings, Finding{Origin: Origin{File: file, Line: 1},
					Message: "no Kustomization of clusters/" + Hub + " reaches this file: list it in a kustomization.yaml or remove it"})
			}
			return nil
		})
	}
	sort.Slice(findings, func(i, j int) bool { return findings[i].Origin.File < findings[j].Origin.File })
	return findings
}

// isManifest tells manifests from other YAML, as the tables that generators read.
func isManifest(path string) bool {
	if !strings.HasSuffix(path, ".yaml") && !strings.HasSuffix(path, ".yml") {
		return false
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return true
	}
	return slices.ContainsFunc(strings.Split(string(content), "\n"), func(line string) bool { return strings.HasPrefix(line, "kind:") })
}

// reach marks a file, or a folder with all that its kustomization.yaml names.
func (r *Repo) reach(path string, reached map[string]bool) {
	info, err := os.Stat(path)
	if err != nil || reached[r.relative(path)] {
		return
	}
	reached[r.relative(path)] = true
	if !info.IsDir() {
		return
	}
	content, err := os.ReadFile(filepath.Join(path, "kustomization.yaml"))
	if err != nil {
		// Flux generates one that lists everything.
		_ = filepath.WalkDir(path, func(below string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				reached[r.relative(below)] = true
			}
			return nil
		})
		return
	}
	reached[r.relative(filepath.Join(path, "kustomization.yaml"))] = true
	var kustomization any
	if yaml.Unmarshal(content, &kustomization) == nil {
		r.reachNamed(path, kustomization, reached)
	}
}

// reachNamed takes every text that is a path from the folder as one: resources, components,
// patches, files of generators (key=path).
func (r *Repo) reachNamed(folder string, value any, reached map[string]bool) {
	switch typed := value.(type) {
	case map[string]any:
		for _, nested := range typed {
			r.reachNamed(folder, nested, reached)
		}
	case []any:
		for _, nested := range typed {
			r.reachNamed(folder, nested, reached)
		}
	case string:
		if len(typed) > 300 || strings.Contains(typed, "\n") {
			return
		}
		if _, file, found := strings.Cut(typed, "="); found {
			typed = file
		}
		r.reach(filepath.Join(folder, typed), reached)
	}
}
