// Package built says where the tools are that tools/build.sh makes.
package built

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Variable has what tools/build.sh printed, so that one run asks it once and not in every process.
const Variable = "PROOF_TOOLS"

// Folders of the named tools; those that are not in the cache yet are built.
func Folders(ctx context.Context, root string, names ...string) (map[string]string, error) {
	folders := read(os.Getenv(Variable))
	var missing []string
	for _, name := range names {
		if info, err := os.Stat(folders[name]); err != nil || !info.IsDir() {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return folders, nil
	}
	var stderr bytes.Buffer
	build := exec.CommandContext(ctx, filepath.Join(root, "tools", "build.sh"), missing...)
	build.Stderr = &stderr
	out, err := build.Output()
	if err != nil {
		return nil, fmt.Errorf("tools/build.sh: %w\n%s", err, stderr.String())
	}
	for name, folder := range read(string(out)) {
		folders[name] = folder
	}
	return folders, nil
}

func read(lines string) map[string]string {
	folders := map[string]string{}
	for _, line := range strings.Split(lines, "\n") {
		if name, folder, found := strings.Cut(line, "="); found {
			folders[name] = folder
		}
	}
	return folders
}
