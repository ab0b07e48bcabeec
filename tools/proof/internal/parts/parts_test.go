package parts

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestTheFirstFailureOfGoIsThatOfATestThatFails(t *testing.T) {
	const folder = "/any/clone/tools/proof/internal/rules"
	for name, c := range map[string]struct {
		output  string
		tests   int
		failure string
	}{
		"passed": {"=== RUN   TestA\n    a_test.go:3: only said\n--- PASS: TestA (0.00s)\nPASS\n", 1, ""},
		"failed": {"=== RUN   TestA\n    a_test.go:3: only said\n--- PASS: TestA (0.00s)\n=== RUN   TestB\n=== RUN   TestB/one\n" +
			"    b_test.go:7: data: Lake platform/lake: lake.yaml:4: no\n    b_test.go:9: later\n--- FAIL: TestB (0.10s)\n    --- FAIL: TestB/one (0.10s)\nFAIL\n",
			3, "tools/proof/internal/rules/b_test.go:7: data: Lake platform/lake: lake.yaml:4: no"},
		"failed and says nothing": {"=== RUN   TestA\n--- FAIL: TestA (0.00s)\nFAIL\n", 1, "TestA fails"},
		"panicked": {"=== RUN   TestA\npanic: nil map [recovered]\n\ngoroutine 1 [running]:\n" +
			"odds-update/tools/proof/internal/rules.TestA()\n\todds-update/tools/proof/internal/rules/a_test.go:12 +0x1\n",
			0, "tools/proof/internal/rules/a_test.go:12: panic: nil map [recovered]"},
	} {
		if tests, failure := ofGo(folder, c.output); tests != c.tests || failure != c.failure {
			t.Errorf("%s: got %d, %q", name, tests, failure)
		}
	}
}

func TestTheFirstFailureOfAScriptHasItsFileAndLine(t *testing.T) {
	for _, c := range []struct {
		output  string
		judged  int
		failure string
	}{
		{"....\nRan 41 tests in 2.1s\n\nOK\n", 41, ""},
		{"F.\n======\nFAIL: test_a (test_x.A.test_a)\nTraceback (most recent call last):\n" +
			"  File \"/clone/crossplane/functions/tests/test_x.py\", line 12, in test_a\n    self.assertEqual(1, 2)\n" +
			"AssertionError: 1 != 2\n\nRan 2 tests in 0.1s\n", 2, "crossplane/functions/tests/test_x.py:12: test_a: AssertionError: 1 != 2"},
		{"\nIn bootstrap.sh line 7:\nfoo=$bar\n    ^-- SC2086\n", 0, "bootstrap.sh:7"},
		{"/any/clone/tools/test-shell.sh: line 4: $1: unbound variable\n", 0, "tools/test-shell.sh:4: $1: unbound variable"},
	} {
		if judged, failure := ofScript("", c.output); judged != c.judged || failure != c.failure {
			t.Errorf("got %d, %q", judged, failure)
		}
	}
}

func executable(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o755); err != nil {
		t.Fatal(err)
	}
}

// clone has the package one of this module, with its binary, and the scripts.
func clone(t *testing.T, binary string) (root, binaries string) {
	t.Helper()
	root = t.TempDir()
	binaries = filepath.Join(root, "built")
	executable(t, filepath.Join(root, "tools", "proof", "internal", "one", "one_test.go"), "")
	executable(t, filepath.Join(root, "tools", "proof", "internal", "one", "testdata", "x_test.go"), "")
	executable(t, filepath.Join(root, "tools", "test-infra.sh"), "exit 1")
	executable(t, filepath.Join(root, "tools", "test-shell.sh"), "exit 0")
	executable(t, filepath.Join(binaries, "one.test"), binary)
	return root, binaries
}

func TestEachPackageAndScriptIsOneResult(t *testing.T) {
	root, binaries := clone(t, "echo '=== RUN   TestA'; echo '    one_test.go:5: in' $(basename $PWD); echo '--- FAIL: TestA'; exit 1")
	tests, err := Tests(root, binaries)
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := Scripts(root)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	Run(t.Context(), append(tests, scripts...), 1, func(r Result) { got[r.Name] = r.Failure })
	if len(got) != 2 || got["test-shell"] != "" || got["one"] != "tools/proof/internal/one/one_test.go:5: in one" {
		t.Errorf("got %q", got)
	}
}

func TestWhatIsNotBuiltOrEndsWithoutAWordIsNoSuccess(t *testing.T) {
	root, binaries := clone(t, "exit 3")
	tests, err := Tests(root, binaries)
	if err != nil {
		t.Fatal(err)
	}
	Run(t.Context(), tests, 2, func(r Result) {
		if !strings.Contains(r.Failure, "exit status 3") {
			t.Errorf("got %q", r.Failure)
		}
	})
	if err := os.Remove(filepath.Join(binaries, "one.test")); err != nil {
		t.Fatal(err)
	}
	if _, err := Tests(root, binaries); err == nil {
		t.Error("a package whose tests are not built is left out")
	}
}

func TestWhatAPartHasStartedEndsWithTheRun(t *testing.T) {
	root, binaries := clone(t, "sleep 600 & echo $! >child; wait")
	tests, err := Tests(root, binaries)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	child := filepath.Join(root, "tools", "proof", "internal", "one", "child")
	go func() {
		for {
			if content, err := os.ReadFile(child); err == nil && strings.HasSuffix(string(content), "\n") {
				stop()
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	began := time.Now()
	// It holds the pipe: as long as it lives, there is no result.
	Run(ctx, tests, 1, func(r Result) {
		if r.Failure == "" || time.Since(began) > 9*time.Second {
			t.Errorf("%q after %s", r.Failure, time.Since(began))
		}
	})
}
