package check

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/repo"
)

func TestAPreviousStateThatDoesNotLoadIsAFinding(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "clusters", repo.Hub, "00.yaml")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, content := range []string{"one: [", "kind: Kustomization"} {
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, arguments := range [][]string{{"init", "-q"}, {"add", "."}, {"commit", "-qm", "a state"}} {
			git := exec.Command("git", append([]string{"-C", root, "-c", "user.name=test", "-c", "user.email=test@example.com",
				"-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"}, arguments...)...)
			if output, err := git.CombinedOutput(); err != nil {
				t.Fatalf("git %v: %v\n%s", arguments, err, output)
			}
		}
	}
	var out strings.Builder
	run := &Run{root: root, out: &out}
	findings, err := run.All(t.Context(), []*repo.Repo{{Root: root, Environment: "dev"}}, t.TempDir(), false)
	if err != nil || len(findings) != 1 || !strings.Contains(findings[0].Error(), "does not load") {
		t.Fatalf("got %v, %v\n%s", findings, err, out.String())
	}
}

// An old harness wrote its lock otherwise: one plain sentence, and no parser's words.
func TestALockOfAnotherFormIsServedByTodays(t *testing.T) {
	root := t.TempDir()
	write := func(file, content string) {
		t.Helper()
		file = filepath.Join(root, file)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	phase := filepath.Join("clusters", repo.Hub, "00.yaml")
	write(phase, "one")
	write("tools/proof/crds.lock.yaml", "sets: {old: {form: 1}}")
	for _, arguments := range [][]string{{"init", "-q"}, {"add", "."}, {"commit", "-qm", "a state"}} {
		git := exec.Command("git", append([]string{"-C", root, "-c", "user.name=test", "-c", "user.email=test@example.com",
			"-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"}, arguments...)...)
		if output, err := git.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", arguments, err, output)
		}
	}
	write(phase, "two")
	var out strings.Builder
	run := &Run{root: root, out: &out, catalog: &crds.Catalog{}}
	found, err := run.previous(t.Context(), t.TempDir())
	if err != nil || found == nil || found.catalog != run.catalog {
		t.Fatalf("got %+v, %v", found, err)
	}
	if said := out.String(); !strings.Contains(said, "today's definitions serve it\n") || strings.Contains(said, "json") {
		t.Errorf("it says %s", said)
	}
}
