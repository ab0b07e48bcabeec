package health

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"odds-update/tools/proof/internal/repo"
)

// generation is that of every recorded object: its spec was changed once.
const generation = 2

// state is a recorded status of an object, and whether the phase may be done with it.
type state struct {
	name   string
	status any // nil: the object has no status at all
	done   bool
}

func conditions(entries ...any) map[string]any { return map[string]any{"conditions": entries} }

func conditionOf(kind, value string, seen int64) map[string]any {
	return map[string]any{"type": kind, "status": value, "reason": "Recorded", "observedGeneration": seen}
}

// byConditions are the states of a kind that is done when all of the conditions are True and current.
func byConditions(wanted ...string) []state {
	all := func(value string, seen int64) (entries []any) {
		for _, kind := range wanted {
			entries = append(entries, conditionOf(kind, value, seen))
		}
		return entries
	}
	states := []state{
		{"no status", nil, false},
		{"no conditions", map[string]any{}, false},
		{"empty conditions", conditions(), false},
		{"Synced only", conditions(conditionOf("Synced", "True", generation)), false},
		{"all False", conditions(all("False", generation)...), false},
		{"all Unknown", conditions(all("Unknown", generation)...), false},
		{"all True, of an older generation", conditions(all("True", generation-1)...), false},
		{"all True and current", conditions(all("True", generation)...), true},
	}
	if len(wanted) > 1 {
		for i, kind := range wanted {
			entries := all("True", generation)
			entries[i] = conditionOf(kind, "False", generation)
			states = append(states, state{"all but " + kind, conditions(entries...), false})
			entries = all("True", generation)
			entries[i] = conditionOf(kind, "True", generation-1)
			states = append(states, state{kind + " of an older generation", conditions(entries...), false})
		}
	}
	return states
}

// observed adds status.observedGeneration, as operators with a generation of their own do.
func observed(seen int64, fields map[string]any) map[string]any {
	fields["observedGeneration"] = seen
	return fields
}

func flink() []state {
	states := []state{
		{"no status", nil, false},
		{"no lifecycle yet", map[string]any{}, false},
		{"stable, but seen in an older generation", observed(generation-1, map[string]any{"lifecycleState": "STABLE"}), false},
		{"stable, generation unknown", map[string]any{"lifecycleState": "STABLE"}, false},
		{"stable and current", observed(generation, map[string]any{"lifecycleState": "STABLE"}), true},
	}
	for _, lifecycle := range []string{"CREATED", "SUSPENDED", "UPGRADING", "DEPLOYED", "ROLLING_BACK", "ROLLED_BACK", "FAILED", "DELETING"} {
		states = append(states, state{lifecycle, observed(generation, map[string]any{"lifecycleState": lifecycle}), false})
	}
	return states
}

// externalSecret has no generation on its condition; what it synced last begins with one.
func externalSecret() []state {
	ready := func(value, synced string) map[string]any {
		out := conditions(map[string]any{"type": "Ready", "status": value, "reason": "Recorded"})
		if synced != "" {
			out["syncedResourceVersion"] = synced
		}
		return out
	}
	current := strconv.Itoa(generation) + "-0a1b"
	return []state{
		{"no status", nil, false},
		{"empty conditions", map[string]any{"conditions": []any{}, "syncedResourceVersion": current}, false},
		{"Ready, never synced", ready("True", ""), false},
		{"Ready, synced of an older generation", ready("True", "1-0a1b"), false},
		{"Ready, synced of a generation that begins alike", ready("True", "21-0a1b"), false},
		{"not Ready", ready("False", current), false},
		{"Ready and current", ready("True", current), true},
	}
}

// secretStore has no generation anywhere: a condition that an older spec earned cannot be told from a new one.
func secretStore() []state {
	ready := func(value string) map[string]any {
		return conditions(map[string]any{"type": "Ready", "status": value, "reason": "Recorded"})
	}
	return []state{
		{"no status", nil, false},
		{"no conditions", map[string]any{}, false},
		{"empty conditions", conditions(), false},
		{"not Ready", ready("False"), false},
		{"unknown", ready("Unknown"), false},
		{"Ready, of this generation or an older one", ready("True"), true},
	}
}

// strimzi is true of topics and users: one generation for the whole status.
func strimzi() []state {
	ready := func(value string) map[string]any { return conditions(map[string]any{"type": "Ready", "status": value}) }
	return []state{
		{"no status", nil, false},
		{"generation only", observed(generation, map[string]any{}), false},
		{"empty conditions", observed(generation, conditions()), false},
		{"not Ready", observed(generation, ready("False")), false},
		{"Ready, of an older generation", observed(generation-1, ready("True")), false},
		{"Ready, generation unknown", ready("True"), false},
		{"Ready and current", observed(generation, ready("True")), true},
	}
}

// recordedStates says for every kind that a gate covers what its real states look like.
var recordedStates = map[string][]state{
	"Provider":                        byConditions("Installed", "Healthy"),
	"Function":                        byConditions("Installed", "Healthy"),
	"ManagedResourceActivationPolicy": byConditions("Healthy"),
	"CompositeResourceDefinition":     byConditions("Established"),
	"FlinkDeployment":                 flink(),
	"ExternalSecret":                  externalSecret(),
	"ClusterSecretStore":              secretStore(),
	"KafkaTopic":                      strimzi(),
	"KafkaUser":                       strimzi(),
}

func TestEveryGateIsDoneOnlyWithACurrentObject(t *testing.T) {
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
			states, known := recordedStates[gate.Kind]
			if !known {
				states = byConditions("Ready")
			}
			for _, recorded := range states {
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
	if done := got == status.CurrentStatus; done != recorded.done {
		t.Errorf("%s: want done=%v, Flux would say %s", gate.Phase.Origin, recorded.done, got)
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
