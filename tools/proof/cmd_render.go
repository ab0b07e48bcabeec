package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"odds-update/tools/proof/internal/graph"
	"odds-update/tools/proof/internal/repo"
)

// A generated file: where it stands, and how it is made from the rest of the repository; nil if it must go.
type generated struct {
	path string
	make func(ctx context.Context, root string) ([]byte, error)
}

// renders are the parts of `proof render <part>`.
var renders = map[string]func(ctx context.Context, root string) ([]generated, error){
	"graph": func(context.Context, string) ([]generated, error) {
		return []generated{{"docs/infrastructure-order.svg", drawGraph}}, nil
	},
}

func init() {
	register("render", "writes the generated files: all, or the parts that are named", render)
}

func render(ctx context.Context, arguments []string) error {
	flags := flag.NewFlagSet("render", flag.ContinueOnError)
	root := flags.String("root", ".", "the repository")
	check := flags.Bool("check", false, "write nothing; fail when a file is stale")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	parts := flags.Args()
	if len(parts) == 0 {
		for part := range renders {
			parts = append(parts, part)
		}
		sort.Strings(parts)
	}
	var stale []string
	for _, part := range parts {
		files, known := renders[part]
		if !known {
			return fmt.Errorf("render: there is no part %q", part)
		}
		list, err := files(ctx, *root)
		if err != nil {
			return fmt.Errorf("render %s: %w", part, err)
		}
		for _, file := range list {
			changed, err := write(ctx, *root, file, *check)
			if err != nil {
				return fmt.Errorf("render %s: %s: %w", part, file.path, err)
			}
			if changed {
				stale = append(stale, file.path)
			}
		}
	}
	if *check && len(stale) > 0 {
		return fmt.Errorf("stale, run make render-infra: %s", strings.Join(stale, ", "))
	}
	for _, path := range stale {
		fmt.Fprintln(stdout, "wrote", path)
	}
	return nil
}

func write(ctx context.Context, root string, file generated, check bool) (changed bool, err error) {
	path := filepath.Join(root, file.path)
	if file.make == nil {
		return remove(path, check)
	}
	content, err := file.make(ctx, root)
	if err != nil {
		return false, err
	}
	if committed, err := os.ReadFile(path); err == nil && bytes.Equal(committed, content) {
		return false, nil
	}
	if check {
		return true, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return false, err
	}
	return true, os.WriteFile(path, content, 0o644)
}

func drawGraph(_ context.Context, root string) ([]byte, error) {
	work, err := os.MkdirTemp("", "proof-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	// Only the Kustomizations count here: a path that does not build yet is for others to judge.
	r, err := repo.Load(root, work, "prod")
	if r == nil || len(r.Phases) == 0 {
		return nil, errors.Join(errors.New("clusters/infra-ops has no Kustomization"), err)
	}
	nodes, err := graph.Read(r)
	if err != nil {
		return nil, err
	}
	return graph.SVG(nodes), nil
}
