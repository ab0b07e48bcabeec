package main

import (
	"context"
	"os"
	"path/filepath"
	"sort"

	"odds-update/tools/proof/internal/plane"
)

func init() { renders["golden"] = goldens }

// goldens composes prod, writes every step, and removes the files of what is gone.
func goldens(ctx context.Context, root string) ([]generated, error) {
	p, err := composed(ctx, root, "prod")
	if err != nil {
		return nil, err
	}
	files, err := p.Goldens()
	if err != nil {
		return nil, err
	}
	return fileSet(root, files, filepath.Join(plane.GoldenFolder, "*", "*.yaml"))
}

// fileSet writes files and removes what else the pattern matches.
func fileSet(root string, files map[string][]byte, pattern string) ([]generated, error) {
	var out []generated
	for path, content := range files {
		out = append(out, generated{path, func(context.Context, string) ([]byte, error) { return content, nil }})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].path < out[j].path })
	existing, err := filepath.Glob(filepath.Join(root, pattern))
	if err != nil {
		return nil, err
	}
	for _, file := range existing {
		relative, err := filepath.Rel(root, file)
		if err != nil {
			return nil, err
		}
		if _, current := files[filepath.ToSlash(relative)]; !current {
			out = append(out, generated{path: relative})
		}
	}
	return out, nil
}

// composed is one environment with everything that Crossplane makes of it.
func composed(ctx context.Context, root, environment string) (*plane.Plane, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	session, err := plane.Open(ctx, root, root)
	if err != nil {
		return nil, err
	}
	defer session.Close()
	p, err := session.Environment(ctx, environment, root)
	if p == nil {
		return nil, err
	}
	return p, nil
}

func remove(path string, check bool) (bool, error) {
	if check {
		return true, nil
	}
	return true, os.Remove(path)
}
