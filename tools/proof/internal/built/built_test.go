package built

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// script stands for tools/build.sh: it notes what it was asked for.
func script(t *testing.T) (root string, asked func() string) {
	t.Helper()
	root = t.TempDir()
	log := filepath.Join(root, "asked")
	if err := os.MkdirAll(filepath.Join(root, "tools"), 0o755); err != nil {
		t.Fatal(err)
	}
	text := "#!/bin/sh\necho \"$@\" >>" + log + "\nfor name in \"$@\"; do echo \"$name=/made/$name\"; done\n"
	if err := os.WriteFile(filepath.Join(root, "tools", "build.sh"), []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	return root, func() string {
		content, _ := os.ReadFile(log)
		return strings.TrimSpace(string(content))
	}
}

func TestOnlyWhatTheRunDoesNotSayIsAskedFor(t *testing.T) {
	root, asked := script(t)
	there := t.TempDir()
	t.Setenv(Variable, "one="+there+"\ntwo="+filepath.Join(there, "gone"))
	folders, err := Folders(t.Context(), root, "one")
	if err != nil || folders["one"] != there || asked() != "" {
		t.Fatalf("got %v, %v, and %q was asked for", folders, err, asked())
	}
	folders, err = Folders(t.Context(), root, "one", "two")
	if err != nil || folders["one"] != there || folders["two"] != "/made/two" || asked() != "two" {
		t.Fatalf("got %v, %v, and %q was asked for", folders, err, asked())
	}
}
