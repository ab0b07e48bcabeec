package health

import (
	"slices"
	"strings"
	"testing"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"odds-update/tools/proof/internal/repo"
)

func TestEveryGateWaitsIsDoneAndFailsWhenItShould(t *testing.T) {
	for _, environment := range repo.Environments {
		r := load(t, environment)
		gates, err := Gates(r)
		if err != nil {
			t.Fatal(err)
		}
		if len(gates) == 0 {
			t.Fatal("no Kustomization has a gate")
		}
		for _, gate := range gates {
			for _, recorded := range statesOf(t, gate) {
				t.Run(environment+"/"+gate.Name()+"/"+recorded.name, func(t *testing.T) { judge(t, gate, recorded) })
			}
		}
	}
}

func judge(t *testing.T, gate Gate, recorded state) {
	object := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": gate.APIVersion, "kind": gate.Kind,
		"metadata": map[string]any{"name": "recorded", "generation": int64(generation)},
	}}
	if recorded.status != nil {
		object.Object["status"] = recorded.status
	}
	got, err := gate.Evaluate(object)
	if err != nil {
		t.Fatal(err)
	}
	// Flux asks again later when an expression has no answer.
	if got == status.UnknownStatus {
		got = waits
	}
	if got != recorded.want {
		t.Errorf("%s: want %s, Flux would say %s", gate.Phase.Origin, recorded.want, got)
	}
}

func TestTheUsualExpressionIsWrongOnAnEmptyList(t *testing.T) {
	gate := Gate{}
	gate.Current = "status.conditions.filter(e, e.type == 'Ready').all(e, e.status == 'True')"
	object := &unstructured.Unstructured{Object: map[string]any{"status": conditions()}}
	if got, err := gate.Evaluate(object); err != nil || got != status.CurrentStatus {
		t.Fatalf("the reason for these tests is gone: %s, %v", got, err)
	}
}

func TestEveryKindThatFluxCannotJudgeHasAGate(t *testing.T) {
	for _, environment := range repo.Environments {
		r := load(t, environment)
		gates, err := Gates(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, missing := range ungated(r, gates) {
			t.Error(missing)
		}
	}
}

func TestWhatNeedsNoGateIsThere(t *testing.T) {
	used := map[string]bool{}
	for _, phase := range load(t, "prod").Phases {
		for _, object := range phase.Objects {
			used[object.GroupVersionKind().Group], used[object.GroupVersionKind().GroupKind().String()] = true, true
		}
	}
	for kind := range judgedByFlux {
		if !used[kind] {
			t.Errorf("judgedByFlux has %s, of which there is none", kind)
		}
	}
}

// Each gate in turn is taken away: one that nothing misses is either not needed, or its kind is not demanded.
func TestAGateThatIsTakenAwayIsMissed(t *testing.T) {
	r := load(t, "prod")
	gates, err := Gates(r)
	if err != nil {
		t.Fatal(err)
	}
	for i, gate := range gates {
		if len(ungated(r, slices.Delete(slices.Clone(gates), i, i+1))) == 0 {
			t.Errorf("%s: nothing misses %s", gate.Phase.Origin, gate.Name())
		}
	}
}

// ungated are the objects that need a gate of their phase and have none, each kind of a phase once.
func ungated(r *repo.Repo, gates []Gate) []repo.Finding {
	var findings []repo.Finding
	for _, phase := range r.Phases {
		said := map[schema.GroupVersionKind]bool{}
		for _, object := range phase.Objects {
			kind := object.GroupVersionKind()
			covers := func(gate Gate) bool { return gate.Phase.GetName() == phase.Name && gate.Covers(kind) }
			if said[kind] || !needsGate(kind) || slices.ContainsFunc(gates, covers) {
				continue
			}
			said[kind] = true
			findings = append(findings, phase.Finding("spec.healthCheckExprs: none for "+kind.String()))
		}
	}
	return findings
}

// judgedByFlux are the kinds beside Kubernetes' own that need no gate, and why. Any other does, until it stands here:
// Flux's built-in rules take an object without a generation of its status as ready before anybody has looked at it.
var judgedByFlux = map[string]string{
	"helm.toolkit.fluxcd.io":                    "Flux's own: conditions of a generation",
	"source.toolkit.fluxcd.io":                  "Flux's own: conditions of a generation",
	"ClusterProviderConfig.aws.m.upbound.io":    "settings: nothing has to become of it",
	"Composition.apiextensions.crossplane.io":   "a text that Crossplane reads when it composes",
	"DeploymentRuntimeConfig.pkg.crossplane.io": "a text that Crossplane reads when it installs",
}

// needsGate: every kind that is neither Kubernetes' own nor known to need none.
func needsGate(kind schema.GroupVersionKind) bool {
	if !strings.Contains(kind.Group, ".") || strings.HasSuffix(kind.Group, ".k8s.io") {
		return false
	}
	return judgedByFlux[kind.Group] == "" && judgedByFlux[kind.GroupKind().String()] == ""
}

func load(t *testing.T, environment string) *repo.Repo {
	t.Helper()
	r, err := repo.Load("../../../..", t.TempDir(), environment)
	if r == nil || len(r.Phases) == 0 {
		t.Fatal(err)
	}
	return r
}
