package plan

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/plane/planetest"
	"odds-update/tools/proof/internal/removal"
	"odds-update/tools/proof/internal/rules"
)

func definitions(t *testing.T) *plane.Kinds {
	t.Helper()
	catalog, err := crds.Open(filepath.Join(planetest.Root(), "tools"), t.TempDir(), func(string, ...any) {})
	if err != nil {
		t.Fatal(err)
	}
	return plane.NewKinds(catalog)
}

// holding are the kinds that hold data, by either list of them.
func holding() []string {
	var kinds []string
	for kind := range removal.DataKinds {
		kinds = append(kinds, kind.String())
	}
	for i := range rules.Protections {
		if kind := rules.Protections[i].Kind(); !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

func TestEveryKindThatHoldsDataSaysWhatReplacesIt(t *testing.T) {
	for _, kind := range holding() {
		if len(replaced[kind]) == 0 {
			t.Errorf("%s holds data and has no row in replaced", kind)
		}
	}
}

// A field that the provider does not know is never changed, and guards nothing.
func TestEveryFieldThatReplacesIsOneOfItsDefinition(t *testing.T) {
	kinds := definitions(t)
	for kind, fields := range replaced {
		known := described(kinds.ForProvider(schema.ParseGroupKind(kind)), "")
		if len(known) == 0 {
			t.Errorf("%s: the provider has no such kind", kind)
		}
		for _, field := range fields {
			if _, found := known[field]; !found {
				t.Errorf("%s has no spec.forProvider.%s", kind, field)
			}
		}
	}
}

var unchangeable = regexp.MustCompile(`(can't|cannot|can never) be changed|forces? a (new resource|replacement)|only be set on creation`)

// otherwise are fields that a definition's words do not concern, and why.
var otherwise = map[string]string{
	"ReplicationGroup.elasticache.aws.m.upbound.io transitEncryptionEnabled": "of engines before 7.0.5 only; Valkey begins with 7.2",
}

// The provider says of few fields that they cannot change; of those at least the table knows.
func TestWhatADefinitionCallsUnchangeableReplaces(t *testing.T) {
	kinds := definitions(t)
	found := 0
	for _, kind := range holding() {
		for field, description := range described(kinds.ForProvider(schema.ParseGroupKind(kind)), "") {
			if !unchangeable.MatchString(strings.Join(strings.Fields(description), " ")) || otherwise[kind+" "+field] != "" {
				continue
			}
			found++
			if !within(field, replaced[kind]) {
				t.Errorf("%s: spec.forProvider.%s is missing in replaced: %s", kind, field, description)
			}
		}
	}
	if found < 5 {
		t.Errorf("only %d fields are called unchangeable: the definitions have other words for it now", found)
	}
}

// described are all fields below the properties, with what their definition says of each.
func described(properties map[string]any, below string) map[string]string {
	out := map[string]string{}
	for name, value := range properties {
		node, _ := value.(map[string]any)
		path := strings.TrimPrefix(below+"."+name, ".")
		out[path], _ = node["description"].(string)
		if items, ok := node["items"].(map[string]any); ok {
			node = items
		}
		inner, _ := node["properties"].(map[string]any)
		for field, description := range described(inner, path) {
			out[field] = description
		}
	}
	return out
}
