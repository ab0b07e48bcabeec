package plan

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/plane/planetest"
	"odds-update/tools/proof/internal/repo"
)

// A partner whose change the API refuses is still a partner: his statements stay in Edge's policy, and the plan must
// not say that they go.
func TestWhatOthersTakeOfARefusedCompositeStays(t *testing.T) {
	compose := func(change func(folder string), bases map[string]*plane.Plane) *plane.Plane {
		t.Helper()
		folder := t.TempDir()
		if err := repo.Copy(planetest.Root(), folder); err != nil {
			t.Fatal(err)
		}
		change(folder)
		session, err := plane.Open(t.Context(), folder, planetest.Root())
		if err != nil {
			t.Fatal(err)
		}
		defer session.Close()
		session.OnlyFinal, session.Admit, session.Bases = true, true, bases
		p, err := session.Environment(t.Context(), "dev", planetest.Root())
		if p == nil || bases == nil && err != nil {
			t.Fatal(err)
		}
		return p
	}
	base := compose(func(string) {}, nil)
	for _, c := range []struct{ name, old, new, want string }{
		{"by the schema", "  rateBytesPerSecond:", "  ratesBytesPerSecond:", "spec.rateBytesPerSecond: Required value"},
		{"in place of the old one", "authentication: iam", "authentication: scram", "spec.authentication cannot change"},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := ""
			now := compose(func(folder string) { name = edit(t, folder, c.old, c.new) }, map[string]*plane.Plane{"dev": base})
			p := Compare(base, now)
			said := text(p)
			if len(p.Refused) != 1 || p.Refused[0].GetName() != name || !strings.Contains(said, "!! the API refuses it and the phase stops: ") ||
				!strings.Contains(said, c.want) || !strings.Contains(said, "it stays as it is") {
				t.Errorf("want %s refused, for %q:\n%s", name, c.want, said)
			}
			if len(p.Removed)+len(p.Changed)+len(p.Added) != 0 {
				t.Errorf("a change that is refused changes nothing:\n%s", said)
			}
		})
	}
	// Without a base there is nothing that could stay.
	name := ""
	now := compose(func(folder string) { name = edit(t, folder, "  rateBytesPerSecond:", "  ratesBytesPerSecond:") }, map[string]*plane.Plane{})
	if said := text(Compare(nil, now)); strings.Contains(said, "it stays as it is") || !strings.Contains(said, "EdgePartner partners/"+name) {
		t.Errorf("got\n%s", said)
	}
}

// edit replaces a text in the first partner's file that has it, and returns the partner's name.
func edit(t *testing.T, folder, old, new string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "crossplane", "envs", "base", "partners", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(content), "kind: EdgePartner") && strings.Contains(string(content), old) {
			if err := os.WriteFile(file, []byte(strings.Replace(string(content), old, new, 1)), 0o644); err != nil {
				t.Fatal(err)
			}
			return strings.TrimSuffix(filepath.Base(file), ".yaml")
		}
	}
	t.Fatalf("no partner has %q", old)
	return ""
}
