package check

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

	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/repo"
)

// Previous is the state that is in production before today's is merged.
type Previous struct {
	Revision string
	// Why says how it was found.
	Why string
}

// FindPrevious takes the newest release tag before HEAD; without one, what main had when this
// branch left it; on main itself, the last commit, or the one before it if nothing is changed since.
func FindPrevious(root string) (Previous, error) {
	git := func(arguments ...string) string {
		output, err := exec.Command("git", append([]string{"-C", root}, arguments...)...).Output()
		if err != nil {
			return ""
		}
		return strings.TrimSpace(string(output))
	}
	has := func(revision string) bool {
		return revision != "" && git("ls-tree", "-d", revision, "clusters/"+repo.Hub) != ""
	}
	if tag := git("describe", "--tags", "--abbrev=0", "--match", "v*"); has(tag) {
		return Previous{tag, "the newest release tag"}, nil
	}
	const none = "no release tag v* with a control plane yet: "
	for _, main := range []string{"origin/main", "main"} {
		base := git("merge-base", main, "HEAD")
		if has(base) && base != git("rev-parse", "HEAD") {
			return Previous{base, none + "where this branch left " + main}, nil
		}
	}
	if head := git("rev-parse", "HEAD"); has(head) {
		if git(append([]string{"status", "--porcelain", "--"}, exported...)...) != "" {
			return Previous{head, none + "the last commit"}, nil
		}
		if parent := git("rev-parse", "--verify", "--quiet", "HEAD^1"); has(parent) {
			return Previous{parent, none + "the commit before the last one"}, nil
		}
		return Previous{head, none + "the last commit; the one before it is not here (a shallow clone?) or has no control plane"}, nil
	}
	if git("rev-parse", "HEAD") == "" {
		return Previous{}, fmt.Errorf("Git can read no history in %s", root)
	}
	return Previous{}, fmt.Errorf("no commit of this repository has clusters/%s", repo.Hub)
}

// exported is what a previous state consists of: the control plane, and its lock of definitions.
var exported = append(slices.Clone(repo.ControlPlane), "tools/proof/crds.lock.yaml", "tools/strimzi")

// export writes the control plane of a revision, and its lock of definitions, into a folder.
func (p Previous) export(root, folder string) error {
	listed, err := exec.Command("git", append([]string{"-C", root, "ls-tree", "--name-only", p.Revision}, exported...)...).Output()
	if err != nil {
		return fmt.Errorf("git ls-tree %s: %w", p.Revision, err)
	}
	paths := strings.Fields(string(listed))
	archive, err := exec.Command("git", append([]string{"-C", root, "archive", "--format=tar", p.Revision}, paths...)...).Output()
	if err != nil {
		return fmt.Errorf("git archive %s: %w", p.Revision, err)
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
		target := filepath.Join(folder, filepath.FromSlash(header.Name))
		if header.Typeflag != tar.TypeReg {
			continue
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target, content, 0o644); err != nil {
			return err
		}
	}
}

// Upgrade applies the previous state first and today's on top: what cannot be changed in place
// shows, and versions that objects are still stored in.
func (r *Run) Upgrade(ctx context.Context, today []*repo.Repo, work string) ([]repo.Finding, error) {
	previous, err := FindPrevious(r.root)
	if err != nil {
		// An unpacked archive, or the first commit with a control plane: there is nothing to upgrade from.
		r.say("\nno previous state is applied first: %v", err)
		return nil, nil
	}
	folder := filepath.Join(work, "previous")
	if err := previous.export(r.root, folder); err != nil {
		return nil, err
	}
	r.say("\nprevious state: %s (%s)", previous.Revision, previous.Why)
	if same, err := sameControlPlane(folder, r.root); err != nil || same {
		r.say("it is today's: nothing changes in place")
		return nil, err
	}
	var findings []repo.Finding
	for _, loaded := range today {
		more, err := r.upgrade(ctx, previous, folder, filepath.Join(work, "previous-built"), loaded)
		if err != nil {
			return findings, err
		}
		findings = append(findings, more...)
	}
	return findings, nil
}

func (r *Run) upgrade(ctx context.Context, previous Previous, folder, work string, today *repo.Repo) ([]repo.Finding, error) {
	before, err := repo.Load(folder, work, today.Environment)
	if before == nil || len(before.Phases) == 0 {
		return of(today.Environment, []repo.Finding{previous.broken(err)}), nil
	}
	catalog := r.catalog
	if _, err := os.Stat(filepath.Join(folder, "tools", "proof", "crds.lock.yaml")); err == nil {
		if catalog, err = crds.Open(filepath.Join(folder, "tools"), CacheFolder(), r.say); err != nil {
			return nil, err
		}
	}
	old, err := r.compose(ctx, before)
	if err != nil {
		return nil, err
	}
	clusters, stop, err := r.start(today.Environment)
	if err != nil {
		return nil, err
	}
	defer stop()
	r.say("%s: the previous state", today.Environment)
	first, err := r.apply(ctx, before, clusters, old, catalog)
	if err != nil {
		return nil, err
	}
	if failed := first.Findings(); len(failed) > 0 {
		r.say("%s: the previous state was not whole; today's goes on top of what could be applied", today.Environment)
	}
	composed, err := r.compose(ctx, today)
	if err != nil {
		return nil, err
	}
	r.say("%s: today's on top of it", today.Environment)
	second, err := r.apply(ctx, today, clusters, composed, r.catalog)
	if err != nil {
		return nil, err
	}
	findings := second.Findings()
	for i := range findings {
		findings[i].Message += " (on top of " + previous.Revision + ")"
	}
	return of(today.Environment, findings), nil
}

// broken: on top of what cannot be read nothing is proven, and that is no success.
func (p Previous) broken(err error) repo.Finding {
	return repo.Finding{Phase: "previous state", Object: p.Revision, Message: fmt.Sprintf(
		"(%s) does not load, so nothing was applied on top of it: %v. A tag v* on a commit that loads is taken instead.", p.Why, err)}
}

// sameControlPlane compares what Flux reads, file by file.
func sameControlPlane(one, other string) (bool, error) {
	a, err := digest(one)
	if err != nil {
		return false, err
	}
	b, err := digest(other)
	return a == b, err
}

func digest(root string) (string, error) {
	folder, err := os.MkdirTemp("", "proof-digest-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder)
	if err := repo.Copy(root, folder); err != nil {
		return "", err
	}
	var all strings.Builder
	err = filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.Contains(path, "__pycache__") {
			return err
		}
		content, err := os.ReadFile(path)
		fmt.Fprintf(&all, "%s\n%s\n", strings.TrimPrefix(path, folder), content)
		return err
	})
	return all.String(), err
}
