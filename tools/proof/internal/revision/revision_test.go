package revision

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"odds-update/tools/proof/internal/repo"
)

// history is a repository of its own, with whatever commits a test makes.
type history struct {
	t      *testing.T
	folder string
}

func (h history) git(arguments ...string) string {
	h.t.Helper()
	command := exec.Command("git", append([]string{"-C", h.folder, "-c", "user.name=test", "-c", "user.email=test@example.com",
		"-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false", "-c", "core.hooksPath=/dev/null"}, arguments...)...)
	output, err := command.CombinedOutput()
	if err != nil {
		h.t.Fatalf("git %v: %v\n%s", arguments, err, output)
	}
	return strings.TrimSpace(string(output))
}

func (h history) commit(file, content string) string {
	h.t.Helper()
	path := filepath.Join(h.folder, file)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		h.t.Fatal(err)
	}
	h.git("add", ".")
	h.git("commit", "-qm", file)
	return h.git("rev-parse", "HEAD")
}

const phaseFile = "clusters/" + repo.Hub + "/00.yaml"

func newHistory(t *testing.T) history {
	t.Helper()
	h := history{t, t.TempDir()}
	h.git("init", "-q", "-b", "main")
	return h
}

func (h history) previous() Previous {
	h.t.Helper()
	previous, err := FindPrevious(h.t.Context(), h.folder)
	if err != nil {
		h.t.Fatal(err)
	}
	return previous
}

func TestThePreviousStateIsTheNewestReleaseTag(t *testing.T) {
	h := newHistory(t)
	h.commit(phaseFile, "one")
	h.git("tag", "-a", "-m", "the first", "v0.9.0")
	h.commit(phaseFile, "two")
	h.git("tag", "v0.10.0")
	h.commit(phaseFile, "three")
	h.git("tag", "v0.11.0-rc1")
	h.git("tag", "vendor")
	// A repair of the old release comes last and is not the newest.
	h.git("checkout", "-q", "-b", "repair", "v0.9.0")
	h.commit(phaseFile, "repaired")
	h.git("tag", "-a", "-m", "repaired", "v0.9.1")
	h.git("checkout", "-q", "main")
	h.git("merge", "-q", "-s", "ours", "-m", "the repair is in", "repair")
	// Nor is what this history does not hold.
	h.git("checkout", "-q", "-b", "elsewhere", "v0.9.0")
	h.commit(phaseFile, "of another line")
	h.git("tag", "v2.0.0")
	h.git("checkout", "-q", "main")
	if got := h.previous(); got.Revision != "v0.10.0" || got.Why != "the newest release tag" {
		t.Fatalf("got %+v", got)
	}
}

func TestAReleaseIsJudgedOnTopOfTheOneBefore(t *testing.T) {
	for _, kind := range [][]string{{"tag"}, {"tag", "-a", "-m", "annotated"}} {
		h := newHistory(t)
		h.commit(phaseFile, "one")
		h.git(append(kind, "v0.9.0")...)
		h.commit(phaseFile, "two")
		h.git(append(kind, "v0.10.0")...)
		if got := h.previous(); got.Revision != "v0.9.0" {
			t.Fatalf("%v: HEAD is v0.10.0 itself: got %+v", kind, got)
		}
		if err := os.WriteFile(filepath.Join(h.folder, phaseFile), []byte("three"), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := h.previous(); got.Revision != "v0.10.0" {
			t.Fatalf("%v: v0.10.0 runs, and the working tree is changed: got %+v", kind, got)
		}
	}
}

func TestATagWithoutAControlPlaneIsNoPreviousState(t *testing.T) {
	h := newHistory(t)
	h.commit("README.md", "before there was one")
	h.git("tag", "v0.1.0")
	base := h.commit(phaseFile, "one")
	h.git("checkout", "-q", "-b", "change")
	h.commit(phaseFile, "two")
	got := h.previous()
	if got.Revision != base || !strings.Contains(got.Why, "no release tag") || !strings.Contains(got.Why, "main") {
		t.Fatalf("want %s, where the branch left main, got %+v", base, got)
	}
}

func TestOnMainThePreviousStateIsTheLastCommit(t *testing.T) {
	h := newHistory(t)
	h.commit(phaseFile, "one")
	head := h.commit(phaseFile, "two")
	for file, content := range map[string]string{phaseFile: "three", "clusters/" + repo.Hub + "/new.yaml": "one"} {
		path := filepath.Join(h.folder, file)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := h.previous(); got.Revision != head || !strings.HasSuffix(got.Why, "the last commit") {
			t.Fatalf("%s is changed: got %+v", file, got)
		}
		h.git("stash", "-q", "--include-untracked")
	}
}

// What is merged would otherwise be judged on top of itself.
func TestOnACleanMainThePreviousStateIsTheCommitBefore(t *testing.T) {
	h := newHistory(t)
	h.commit(phaseFile, "one")
	before := h.commit(phaseFile, "two")
	h.git("checkout", "-q", "-b", "change")
	h.commit(phaseFile, "three")
	h.git("checkout", "-q", "main")
	h.git("merge", "-q", "--no-ff", "-m", "merged", "change")
	if got := h.previous(); got.Revision != before || !strings.Contains(got.Why, "the commit before the control plane last changed") {
		t.Fatalf("want %s, which main had before the merge, got %+v", before, got)
	}
	if err := os.WriteFile(filepath.Join(h.folder, "notes.txt"), []byte("no control plane"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := h.previous(); got.Revision != before {
		t.Fatalf("a file that Flux does not read is no change of the control plane: got %+v", got)
	}
	h.commit("README.md", "nor is this")
	if got := h.previous(); got.Revision != before {
		t.Fatalf("nor is a commit of such files: got %+v", got)
	}
}

func TestWithoutACommitBeforeItIsSaid(t *testing.T) {
	h := newHistory(t)
	h.commit("README.md", "before there was one")
	head := h.commit(phaseFile, "one")
	shallow := history{t, filepath.Join(t.TempDir(), "shallow")}
	h.git("clone", "-q", "--depth", "1", "file://"+h.folder, shallow.folder)
	for _, h := range []history{h, shallow} {
		if got := h.previous(); got.Revision != head || !strings.Contains(got.Why, "shallow clone") {
			t.Fatalf("got %+v", got)
		}
	}
}

func TestAnExportHoldsTheRevisionAndNotTheWorkingTree(t *testing.T) {
	h := newHistory(t)
	h.commit(phaseFile, "one")
	h.commit("jobs/odds/pom.xml", "nothing that Flux reads")
	h.git("tag", "v1.0.0")
	if err := os.WriteFile(filepath.Join(h.folder, phaseFile), []byte("changed"), 0o644); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := Export(t.Context(), h.folder, h.previous().Revision, folder); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(folder, phaseFile))
	if err != nil || string(content) != "one" {
		t.Fatalf("got %q, %v", content, err)
	}
	if _, err := os.Stat(filepath.Join(folder, "jobs")); !os.IsNotExist(err) {
		t.Fatal("it exported more than the control plane")
	}
}

func TestTheBaseIsWhereTheWorkLeftMain(t *testing.T) {
	h := newHistory(t)
	first := h.commit(phaseFile, "one")
	h.git("checkout", "-q", "-b", "work")
	h.commit("clusters/"+repo.Hub+"/01.yaml", "two")
	if base, err := Base(t.Context(), h.folder, ""); err != nil || base.Revision != first || base.Why != "where this branch left main" {
		t.Errorf("want %s, got %+v %v", first, base, err)
	}
	if _, err := Base(t.Context(), h.folder, "nowhere"); err == nil || !strings.Contains(err.Error(), "--base") {
		t.Errorf("got %v", err)
	}
}

// A commit on main that is not pushed yet is work, too.
func TestTheBaseIsMainOfOriginBeforeTheOneHere(t *testing.T) {
	h := newHistory(t)
	pushed := h.commit(phaseFile, "one")
	clone := history{t, filepath.Join(t.TempDir(), "clone")}
	h.git("clone", "-q", "file://"+h.folder, clone.folder)
	base := func() Previous {
		t.Helper()
		found, err := Base(t.Context(), clone.folder, "")
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if got := base(); got.Revision != pushed || !strings.Contains(got.Why, "nothing can differ; name an earlier state with --base") {
		t.Errorf("nothing is changed: got %+v", got)
	}
	if err := os.WriteFile(filepath.Join(clone.folder, phaseFile), []byte("two"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := base(); got.Revision != pushed || !strings.HasSuffix(got.Why, "only what is not committed can differ") {
		t.Errorf("a file is changed: got %+v", got)
	}
	clone.commit(phaseFile, "two")
	if got := base(); got.Revision != pushed || got.Why != "where this branch left origin/main" {
		t.Errorf("main is one commit ahead: got %+v", got)
	}
}
