package main

import (
	"context"
	"path/filepath"

	"odds-update/tools/proof/internal/permissions"
)

func init() { renders["permissions"] = policies }

// policies are Crossplane's rights; documents that the table no longer fills go.
func policies(_ context.Context, root string) ([]generated, error) {
	table, err := permissions.Load(root)
	if err != nil {
		return nil, err
	}
	files, err := table.Policies()
	if err != nil {
		return nil, err
	}
	return fileSet(root, files, filepath.Join(permissions.Folder, "crossplane-policy*.json"))
}
