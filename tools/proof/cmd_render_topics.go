package main

import (
	"context"
	"os"
	"slices"
	"strings"

	"odds-update/tools/proof/internal/topics"
)

func init() {
	renders["topics"] = func(_ context.Context, root string) ([]generated, error) {
		list, err := topics.Load(os.DirFS(root))
		if err != nil {
			return nil, err
		}
		files, err := list.Render()
		if err != nil {
			return nil, err
		}
		var out []generated
		for path, text := range files {
			out = append(out, generated{path, func(context.Context, string) ([]byte, error) { return []byte(text), nil }})
		}
		slices.SortFunc(out, func(a, b generated) int { return strings.Compare(a.path, b.path) })
		return out, nil
	}
}
