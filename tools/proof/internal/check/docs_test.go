package check

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestThePageListsEveryMutation keeps "What this proof catches" true: what it names is tested, what is tested it names.
func TestThePageListsEveryMutation(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(root, "docs", "infrastructure.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(page), "## What this proof catches\n")
	if !found {
		t.Fatal(`docs/infrastructure.md: the section "What this proof catches" is missing`)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var listed, tested []string
	for _, match := range regexp.MustCompile("`([A-Z][A-Za-z]+)`").FindAllStringSubmatch(section, -1) {
		listed = append(listed, match[1])
	}
	for _, m := range slices.Concat(static, served, onTop) {
		tested = append(tested, m.name)
	}
	source, err := os.ReadFile("mutations_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, match := range regexp.MustCompile(`t\.Run\("([A-Z][A-Za-z]+)"`).FindAllSubmatch(source, -1) {
		tested = append(tested, string(match[1]))
	}
	for _, name := range tested {
		if !slices.Contains(listed, name) {
			t.Errorf("docs/infrastructure.md, What this proof catches: add %s", name)
		}
	}
	for _, name := range listed {
		if !slices.Contains(tested, name) {
			t.Errorf("docs/infrastructure.md, What this proof catches: %s is no test", name)
		}
	}
}
