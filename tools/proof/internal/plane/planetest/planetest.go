// Package planetest has the composed working tree for tests.
package planetest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"odds-update/tools/proof/internal/plane"
)

var once struct {
	sync.Once
	planes map[string]*plane.Plane
	built  map[string]error
	err    error
}

// Root is the repository's: that of the package whose tests run. A built test knows no folder of its sources.
func Root() string {
	folder, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	for ; folder != filepath.Dir(folder); folder = filepath.Dir(folder) {
		if _, err := os.Stat(filepath.Join(folder, "tools", "build.sh")); err == nil {
			return folder
		}
	}
	panic("the tests of tools/proof run in a folder of the repository")
}

// Plane is one environment of the working tree, made once for all tests of a package. What does not build is for
// the tests of the build to judge.
func Plane(t *testing.T, environment string) *plane.Plane {
	t.Helper()
	once.Do(func() { once.err = composeAll() })
	if once.err != nil {
		t.Fatal(once.err)
	}
	p := once.planes[environment]
	if p == nil || len(p.Composites) == 0 {
		t.Fatalf("no composite resource: %v", once.built[environment])
	}
	return p
}

// Session over the working tree, for tests that compose something else than what stands there.
func Session(t *testing.T) *plane.Session {
	t.Helper()
	session, err := plane.Open(t.Context(), Root(), Root())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := session.Close(); err != nil {
			t.Error(err)
		}
	})
	return session
}

func composeAll() error {
	ctx := context.Background()
	session, err := plane.Open(ctx, Root(), Root())
	if err != nil {
		return err
	}
	once.planes, once.built = session.Environments(ctx, Root())
	return session.Close()
}
