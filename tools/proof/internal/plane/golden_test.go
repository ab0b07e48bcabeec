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

func TestASecondRunGivesTheSameSteps(t *testing.T) {
	session := planetest.Session(t)
	session.Engine().Forget()
	again, _ := session.Environment(t.Context(), "prod", planetest.Root())
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
