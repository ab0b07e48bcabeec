package revision

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"odds-update/tools/proof/internal/repo"
)

// Previous is the state that is in production before today's is merged.
type Previous struct {
	Revision string
	// Why says how it was found.
	Why string
}

// release is a tag of a release; v1.0.0-rc1 is none.
var release = regexp.MustCompile(`^v\d+\.\d+\.\d+$`)

// FindPrevious takes the newest release tag before today's state; without one, what main had when this branch left
// it; on main itself, the last commit, or what was there before the control plane last changed if nothing is changed
// since.
func FindPrevious(ctx context.Context, root string) (Previous, error) {
	ask := func(arguments ...string) string { return ask(ctx, root, arguments...) }
	has := func(revision string) bool {
		return revision != "" && ask("ls-tree", "-d", "--full-tree", revision, "clusters/"+repo.Hub) != ""
	}
	head := ask("rev-parse", "--verify", "--quiet", "HEAD")
	if head == "" {
		return Previous{}, fmt.Errorf("Git can read no history in %s", root)
	}
	changed := ask(append([]string{"status", "--porcelain", "--"}, parts...)...) != ""
	// By version, not by date: a repair of an old release may be the younger one.
	for _, tag := range strings.Fields(ask("tag", "--merged", "HEAD", "--sort=-version:refname", "--list", "v*")) {
		if !release.MatchString(tag) || !has(tag) {
			continue
		}
		// A release is not judged on top of itself.
		if changed || ask("rev-parse", tag+"^{commit}") != head {
			return Previous{tag, "the newest release tag"}, nil
		}
	}
	const none = "no release tag v* with a control plane yet: "
	for _, main := range []string{"origin/main", "main"} {
		if base := ask("merge-base", main, "HEAD"); base != head && has(base) {
			return Previous{base, none + "where this branch left " + main}, nil
		}
	}
	if !has(head) {
		return Previous{}, fmt.Errorf("no commit of this repository has clusters/%s", repo.Hub)
	}
	if changed {
		return Previous{head, none + "the last commit"}, nil
	}
	last := ask(append([]string{"log", "-1", "--first-parent", "--format=%H", "HEAD", "--"}, parts...)...)
	if before := ask("rev-parse", "--verify", "--quiet", last+"^1"); has(before) {
		return Previous{before, none + "the commit before the control plane last changed"}, nil
	}
	return Previous{head, none + "the last commit; one before it is not here (a shallow clone?) or has no control plane"}, nil
}
