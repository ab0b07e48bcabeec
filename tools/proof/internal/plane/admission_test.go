package plane_test

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/plane/planetest"
)

// A league without a topic is refused where it is written, not where it is composed: there a partner who stands
// already would be one who is refused.
func TestALeagueWithoutATopicIsNotAdmitted(t *testing.T) {
	made := planetest.Plane(t, "prod")
	definition := plane.APIs(made.Repo)["EdgePartner"].Definition
	for _, c := range made.Composites {
		if c.GetKind() != "EdgePartner" {
			continue
		}
		partner := c.DeepCopy()
		if err := unstructured.SetNestedSlice(partner.Object, []any{"nba", "ipl"}, "spec", "leagues"); err != nil {
			t.Fatal(err)
		}
		if err := compose.Admit(t.Context(), partner, nil, definition); err == nil || !strings.Contains(err.Error(), `spec.leagues[1]: Unsupported value: "ipl"`) {
			t.Errorf("%s: got %v", c.GetName(), err)
		}
		return
	}
	t.Fatal("prod has no partner")
}
