// Package plan compares what two revisions of the control plane would apply.
package plan

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"odds-update/tools/proof/internal/repo"
)

// Base finds the revision to compare with: the named one, else where the work left main.
func Base(ctx context.Context, root, named string) (string, error) {
	if named != "" {
		revision, err := git(ctx, root, "rev-parse", "--verify", "--quiet", named+"^{commit}")
		if err != nil {
			return "", fmt.Errorf("--base: %s is no revision of this repository", named)
		}
		return strings.TrimSpace(string(revision)), nil
	}
	for _, main := range []string{"main", "origin/main"} {
		if revision, err := git(ctx, root, "merge-base", main, "HEAD"); err == nil {
			return strings.TrimSpace(string(revision)), nil
		}
	}
	return "", errors.New("there is no branch main to compare with: give --base <revision>")
}

// Export writes the control plane of a revision into a folder. A revision without one leaves the folder empty.
func Export(ctx context.Context, root, revision, folder string) error {
	listing, err := git(ctx, root, "ls-tree", "--name-only", "--full-tree", revision)
	if err != nil {
		return err
	}
	var parts []string
	for _, name := range strings.Fields(string(listing)) {
		for _, part := range repo.ControlPlane {
			if first, _, _ := strings.Cut(part, "/"); first == name {
				parts = append(parts, name)
				break
			}
		}
	}
	if len(parts) == 0 {
		return nil
	}
	archive, err := git(ctx, root, append([]string{"archive", "--format=tar", revision, "--"}, parts...)...)
	if err != nil {
		return err
	}
	return unpack(bytes.NewReader(archive), folder)
}

func unpack(from io.Reader, folder string) error {
	reader := tar.NewReader(from)
	for {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if header.Typeflag != tar.TypeReg || !filepath.IsLocal(header.Name) {
			continue
		}
		target := filepath.Join(folder, header.Name)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			return err
		}
		if err := os.WriteFile(target, content, 0o644); err != nil {
			return err
		}
	}
}

func git(ctx context.Context, root string, arguments ...string) ([]byte, error) {
	var stderr bytes.Buffer
	command := exec.CommandContext(ctx, "git", append([]string{"-C", root}, arguments...)...)
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("git %s: %w: %s", arguments[0], err, strings.TrimSpace(stderr.String()))
	}
	return out, nil
}
