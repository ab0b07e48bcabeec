package check

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"odds-update/tools/proof/internal/apply"
	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
	"odds-update/tools/proof/internal/revision"
)

// upgrade is what is applied first, and why that.
type upgrade struct {
	revision.Previous
	folder  string
	catalog *crds.Catalog
}

// previous finds and writes out the state before today's; nil if there is none, or if nothing has changed since.
func (r *Run) previous(ctx context.Context, work string) (*upgrade, error) {
	found, err := revision.FindPrevious(ctx, r.root)
	if err != nil {
		// An unpacked archive, or the first commit with a control plane: there is nothing to upgrade from.
		r.say("no previous state is applied first: %v", err)
		return nil, nil
	}
	u := &upgrade{Previous: found, folder: filepath.Join(work, "previous"), catalog: r.catalog}
	if err := revision.Export(ctx, r.root, found.Revision, u.folder); err != nil {
		return nil, err
	}
	r.say("previous state: %s (%s)", found.Revision, found.Why)
	if same, err := sameControlPlane(u.folder, r.root); err != nil || same {
		r.say("it is today's: nothing changes in place")
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(u.folder, "tools", "proof", "crds.lock.yaml")); err == nil {
		if u.catalog, err = crds.Open(filepath.Join(u.folder, "tools"), crds.CacheFolder(), r.say); err != nil {
			// Its harness wrote it otherwise: the objects are the same, and what they become today is what counts.
			r.say("the crds.lock.yaml of that state has another form than today's: today's definitions serve it")
			u.catalog = r.catalog
		}
	}
	return u, nil
}

// upgrade applies the previous state first and today's on top: what cannot be changed in place
// shows, and versions that objects are still stored in.
func (r *Run) upgrade(ctx context.Context, previous *upgrade, work, environment string) ([]repo.Finding, error) {
	before, err := repo.Load(previous.folder, filepath.Join(work, "built-before"), environment)
	if before == nil || len(before.Phases) == 0 {
		return of(environment, []repo.Finding{previous.broken(err)}), nil
	}
	// Composing changes what is loaded, and another goroutine may be at today's.
	today, err := repo.Load(r.root, filepath.Join(work, "built-on-top"), environment)
	if today == nil {
		return nil, err
	}
	// How each comes up step by step is judged where today's is applied alone.
	ends := plane.Judging{OnlyFinal: true}
	old, err := r.compose(ctx, "composites before", before, ends)
	if err != nil {
		return nil, err
	}
	composed, err := r.compose(ctx, composing, today, ends)
	if err != nil {
		return nil, err
	}
	clusters, stop, err := r.start()
	if err != nil {
		return nil, err
	}
	defer stop()
	started := time.Now()
	first, err := r.apply(ctx, before, clusters, old, previous.catalog, apply.Options{Once: true})
	if err != nil {
		return nil, err
	}
	if failed := first.Findings(); len(failed) > 0 {
		r.say("%s: the previous state was not whole; today's goes on top of what could be applied: %v", environment, failed[0])
	}
	r.judged("the state before", objects(before), started, nil)
	second, err := r.apply(ctx, today, clusters, composed, r.catalog, apply.Options{Done: r.row})
	if err != nil {
		return nil, err
	}
	findings := second.Findings()
	for i := range findings {
		findings[i].Message += " (on top of " + previous.Revision + ")"
	}
	return of(environment, findings), nil
}

// broken: on top of what cannot be read nothing is proven, and that is no success.
func (u *upgrade) broken(err error) repo.Finding {
	return repo.Finding{Phase: "previous state", Object: u.Revision, Message: fmt.Sprintf(
		"(%s) does not load, so nothing was applied on top of it: %v. A tag v* on a commit that loads is taken instead.", u.Why, err)}
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
