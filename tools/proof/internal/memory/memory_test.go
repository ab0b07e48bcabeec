package memory

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func always([]byte) (bool, error) { return true, nil }

func find(t *testing.T, f Folder, key string, fits func([]byte) (bool, error), work func() ([]byte, error)) string {
	t.Helper()
	answer, err := f.Find(key, fits, work)
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

func TestWhatIsAskedTwiceIsWorkedOutOnce(t *testing.T) {
	f := Folder(t.TempDir())
	var worked atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got := find(t, f, Key([]byte("a")), always, func() ([]byte, error) {
				return fmt.Appendf(nil, "answer %d", worked.Add(1)), nil
			}); got != "answer 1" {
				t.Errorf("got %q", got)
			}
		})
	}
	all.Wait()
}

func TestAnAnswerThatDoesNotFitStaysBesideTheNext(t *testing.T) {
	f := Folder(t.TempDir())
	exactly := func(want string) func([]byte) (bool, error) {
		return func(answer []byte) (bool, error) { return string(answer) == want, nil }
	}
	for range 2 {
		for _, want := range []string{"one", "two"} {
			if got := find(t, f, "key", exactly(want), func() ([]byte, error) { return []byte(want), nil }); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
	nobody := func() ([]byte, error) { return nil, errors.New("worked out again") }
	for _, want := range []string{"one", "two"} {
		find(t, f, "key", exactly(want), nobody)
	}
}

func TestAFailureAndAnotherFolderRememberNothing(t *testing.T) {
	f := Folder(t.TempDir())
	broken := errors.New("broken")
	if _, err := f.Find("key", always, func() ([]byte, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
	for _, f := range []Folder{f, Folder(t.TempDir()), "", ""} {
		if got := find(t, f, "key", always, func() ([]byte, error) { return []byte("new"), nil }); got != "new" {
			t.Errorf("got %q", got)
		}
	}
}

func TestPartsOfAKeyDoNotRunTogether(t *testing.T) {
	if Key([]byte("ab"), []byte("c")) == Key([]byte("a"), []byte("bc")) || Key([]byte("a")) == Key([]byte("a"), nil) {
		t.Error("two keys are the same")
	}
}

func TestWhatWasAskedForLastStays(t *testing.T) {
	f := Folder(t.TempDir())
	answer := make([]byte, 2*blockSize)
	work := func() ([]byte, error) { return answer, nil }
	for i, key := range []string{"asked again", "old", "new"} {
		find(t, f, key, always, work)
		then := time.Now().Add(time.Duration(i-10) * time.Hour)
		for _, name := range []string{key + ".0", key + ".lock"} {
			if err := os.Chtimes(filepath.Join(string(f), name), then, then); err != nil {
				t.Fatal(err)
			}
		}
	}
	find(t, f, "asked again", always, func() ([]byte, error) { return nil, errors.New("worked out again") })
	// Two of three answers fit, each with its lock.
	if err := f.Bound(6 * blockSize); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]bool{"asked again": true, "old": false, "new": true} {
		if _, err := os.Stat(filepath.Join(string(f), key+".0")); (err == nil) != want {
			t.Errorf("%s is there: %v, want %v", key, err == nil, want)
		}
	}
}

func TestARunThatAsksAnewSeesNoRunBefore(t *testing.T) {
	t.Setenv(Anew, "")
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv(Variable, t.TempDir())
	lasting, err := Lasting()
	if err != nil || lasting == OfThisRun() {
		t.Fatalf("got %s, %v", lasting, err)
	}
	t.Setenv(Anew, "1")
	if anew, err := Lasting(); err != nil || anew != OfThisRun() {
		t.Fatalf("got %s, %v", anew, err)
	}
}
