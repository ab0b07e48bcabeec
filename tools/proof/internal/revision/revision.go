// Package revision finds earlier states of the control plane in Git and writes them out.
package revision

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
	"slices"
	"strings"

	"odds-update/tools/proof/internal/repo"
)

// parts are what a state consists of: the control plane, and where its definitions come from.
var parts = append(slices.Clone(repo.ControlPlane), "tools/proof/crds.lock.yaml", "tools/strimzi")

// Base is the state to compare with: the named one, else where the work left main; that of origin first, as in
// FindPrevious, because Flux follows it.
func Base(ctx context.Context, root, named string) (Previous, error) {
	if named != "" {
		commit := ask(ctx, root, "rev-parse", "--verify", "--quiet", named+"^{commit}")
		if commit == "" {
			return Previous{}, fmt.Errorf("--base: %s is no revision of this repository", named)
		}
		return Previous{commit, named}, nil
	}
	for _, main := range []string{"origin/main", "main"} {
		commit := ask(ctx, root, "merge-base", main, "HEAD")
		if commit == "" {
			continue
		}
		why := "where this branch left " + main
		if commit == ask(ctx, root, "rev-parse", "HEAD") {
			why = main + " has all commits of this branch: only what is not committed can differ"
			if ask(ctx, root, append([]string{"status", "--porcelain", "--"}, parts...)...) == "" {
				why = main + " has all commits of this branch, and nothing is changed: nothing can differ; name an earlier state with --base"
			}
		}
		return Previous{commit, why}, nil
	}
	return Previous{}, errors.New("there is no branch main to compare with: give --base <revision>")
}

// Export writes the control plane of a revision into a folder; a revision without one leaves it empty.
func Export(ctx context.Context, root, revision, folder string) error {
	listed, err := git(ctx, root, append([]string{"ls-tree", "--name-only", "--full-tree", revision}, parts...)...)
	if err != nil {
		return err
	}
	paths := strings.Fields(string(listed))
	if len(paths) == 0 {
		return nil
	}
	archive, err := git(ctx, root, append([]string{"archive", "--format=tar", revision, "--"}, paths...)...)
	if err != nil {
		return err
	}
	reader := tar.NewReader(bytes.NewReader(archive))
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

// ask is for questions to which no answer is an answer, too.
func ask(ctx context.Context, root string, arguments ...string) string {
	out, err := git(ctx, root, arguments...)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
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
