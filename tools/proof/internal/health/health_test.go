package health

import (
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
	r := load(t, "prod")
	gates, err := Gates(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, phase := range r.Phases {
		for _, object := range phase.Objects {
			if !needsGate(object.GroupVersionKind()) {
				continue
			}
			gated := false
			for _, gate := range gates {
				gated = gated || gate.Phase.GetName() == phase.Name && gate.Covers(object.GroupVersionKind())
			}
			if !gated {
				t.Error(phase.Finding("spec.healthCheckExprs: none for " + object.GroupVersionKind().String()))
			}
		}
	}
}

// needsGate: kinds whose readiness stands in a condition without a generation of the whole status, which Flux's
// built-in rules take as ready too early.
func needsGate(kind schema.GroupVersionKind) bool {
	switch {
	case kind.Group == "platform.odds-update.io", kind.Group == "flink.apache.org", kind.Group == "kafka.strimzi.io":
		return true
	case kind.Kind == "ProviderConfig", kind.Kind == "ClusterProviderConfig":
		return false
	case kind.Group == "pkg.crossplane.io":
		return kind.Kind == "Provider" || kind.Kind == "Function"
	}
	return managed(kind.Group)
}

func managed(group string) bool {
	return len(group) > len(".m.upbound.io") && group[len(group)-len(".m.upbound.io"):] == ".m.upbound.io"
}

func load(t *testing.T, environment string) *repo.Repo {
	t.Helper()
	r, err := repo.Load("../../../..", t.TempDir(), environment)
	if r == nil || len(r.Phases) == 0 {
		t.Fatal(err)
	}
	return r
}
