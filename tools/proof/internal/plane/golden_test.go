package plane_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/plane/planetest"
)

// Goldens are those of prod: it has everything that dev has, protected and in a second region.
func TestEveryStepOfEveryCompositeIsAsItWas(t *testing.T) {
	made, err := planetest.Plane(t, "prod").Goldens()
	if err != nil {
		t.Fatal(err)
	}
	for file, content := range made {
		if committed, err := os.ReadFile(filepath.Join(planetest.Root(), file)); err != nil || !bytes.Equal(committed, content) {
			t.Errorf("%s is not what is composed now: %s; see make plan-infra, then make render-infra", file, difference(committed, content))
		}
	}
	files, err := filepath.Glob(filepath.Join(planetest.Root(), plane.GoldenFolder, "*", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		relative, err := filepath.Rel(planetest.Root(), file)
		if err != nil {
			t.Fatal(err)
		}
		if _, current := made[filepath.ToSlash(relative)]; !current {
			t.Errorf("%s is of no composite or step: run make render-infra", relative)
		}
	}
}

// difference is the first line that differs.
func difference(was, is []byte) string {
	old, now := bytes.Split(was, []byte("\n")), bytes.Split(is, []byte("\n"))
	for i := range max(len(old), len(now)) {
		var a, b []byte
		if i < len(old) {
			a = old[i]
		}
		if i < len(now) {
			b = now[i]
		}
		if !bytes.Equal(a, b) {
			return fmt.Sprintf("line %d was %q, is %q", i+1, a, b)
		}
	}
	return "only in its end"
}

// One composite of a kind, the one that composes most: what is not the same twice comes from the code of its kind.
func TestASecondRunGivesTheSameSteps(t *testing.T) {
	largest := map[string]*plane.Composite{}
	resources := func(c *plane.Composite) int {
		if c == nil {
			return -1
		}
		final, _ := c.Final()
		return len(final.Composed)
	}
	for _, c := range planetest.Plane(t, "prod").Composites {
		if resources(c) > resources(largest[c.GetKind()]) {
			largest[c.GetKind()] = c
		}
	}
	session := planetest.Session(t)
	anew := 0
	session.Anew = func(c *plane.Composite) bool {
		if largest[c.GetKind()].Name() != c.Name() {
			return false
		}
		anew++
		return true
	}
	again, _ := session.Environment(t.Context(), "prod", planetest.Root())
	if anew != len(largest) || anew == 0 {
		t.Fatalf("%d composites are composed anew, want %d", anew, len(largest))
	}
	first, err := planetest.Plane(t, "prod").Goldens()
	if err != nil {
		t.Fatal(err)
	}
	second, err := again.Goldens()
	if err != nil {
		t.Fatal(err)
	}
	for file, content := range first {
		if !bytes.Equal(content, second[file]) {
			t.Errorf("%s: %s", file, difference(content, second[file]))
		}
	}
}
