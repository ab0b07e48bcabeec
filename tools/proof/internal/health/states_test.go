package health

import (
	"strconv"
	"strings"
	"testing"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
)

// generation is that of every recorded object: its spec was changed once.
const generation = 2

// What a phase makes of an object.
const (
	waits  = status.InProgressStatus
	done   = status.CurrentStatus
	failed = status.FailedStatus
)

// state is a recorded status of an object, and what the phase makes of it.
type state struct {
	name   string
	status any // nil: the object has no status at all
	want   status.Status
}

func conditions(entries ...any) map[string]any { return map[string]any{"conditions": entries} }

func conditionOf(kind, value string, seen int64) map[string]any {
	out := bare(kind, value)
	out["observedGeneration"] = seen
	return out
}

// bare is a condition that does not say of which generation it is.
func bare(kind, value string) map[string]any {
	return map[string]any{"type": kind, "status": value, "reason": "Recorded"}
}

// managedResource is what providers write: the reconciler's own conditions have a generation, and the Ready of a resource
// that AWS has does not.
func managedResource() []state {
	available, synced := bare("Ready", "True"), conditionOf("Synced", "True", generation)
	return []state{
		{"no status", nil, waits},
		{"no conditions", map[string]any{}, waits},
		{"empty conditions", conditions(), waits},
		{"Synced only", conditions(synced), waits},
		{"Ready only", conditions(available), waits},
		{"being made", conditions(conditionOf("Ready", "False", generation), synced), waits},
		{"there, and its change not seen", conditions(available, conditionOf("Synced", "True", generation-1)), waits},
		{"there, and its change refused by AWS", conditions(available, conditionOf("Synced", "False", generation)), waits},
		{"there, generation unknown", conditions(available, bare("Synced", "True")), waits},
		{"there and current", conditions(available, synced), done},
	}
}

// composite is what Crossplane writes of its own: what the function says has no generation.
func composite() []state {
	at := func(seen int64, ready, synced, valid string) map[string]any {
		return conditions(conditionOf("Synced", synced, seen), conditionOf("Ready", ready, seen), bare("InputValid", valid))
	}
	// A fatal error leaves Ready as it was before.
	refused := func(seen int64, before string) map[string]any {
		return conditions(conditionOf("Synced", "False", seen), conditionOf("Ready", before, seen-1), bare("InputValid", "False"))
	}
	return []state{
		{"no status", nil, waits},
		{"no conditions", map[string]any{}, waits},
		{"empty conditions", conditions(), waits},
		{"Synced only", conditions(conditionOf("Synced", "True", generation)), waits},
		{"Ready, generation unknown", conditions(bare("Ready", "True")), waits},
		{"being made", at(generation, "False", "True", "True"), waits},
		{"ready, of an older generation", at(generation-1, "True", "True", "True"), waits},
		{"ready and current", at(generation, "True", "True", "True"), done},
		{"new, and refused", at(generation, "False", "True", "False"), failed},
		{"new, refused and repaired, not judged yet", at(generation-1, "False", "True", "False"), waits},
		{"repaired and being made", at(generation, "False", "True", "True"), waits},
		{"there, and its change refused", refused(generation, "True"), failed},
		{"there, its change refused and repaired, not judged yet", refused(generation-1, "True"), waits},
		{"there, and refused for what others want", conditions(conditionOf("Synced", "False", generation),
			conditionOf("Ready", "True", generation), bare("InputValid", "False")), failed},
		{"there, and the function did not answer", conditions(conditionOf("Synced", "False", generation),
			conditionOf("Ready", "True", generation-1), conditionOf("InputValid", "Unknown", generation)), waits},
	}
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
		{"no status", nil, waits},
		{"no conditions", map[string]any{}, waits},
		{"empty conditions", conditions(), waits},
		{"Synced only", conditions(conditionOf("Synced", "True", generation)), waits},
		{"all False", conditions(all("False", generation)...), waits},
		{"all Unknown", conditions(all("Unknown", generation)...), waits},
		{"all True, of an older generation", conditions(all("True", generation-1)...), waits},
		{"all True and current", conditions(all("True", generation)...), done},
	}
	if len(wanted) > 1 {
		for i, kind := range wanted {
			entries := all("True", generation)
			entries[i] = conditionOf(kind, "False", generation)
			states = append(states, state{"all but " + kind, conditions(entries...), waits})
			entries = all("True", generation)
			entries[i] = conditionOf(kind, "True", generation-1)
			states = append(states, state{kind + " of an older generation", conditions(entries...), waits})
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
		{"no status", nil, waits},
		{"no lifecycle yet", map[string]any{}, waits},
		{"stable, but seen in an older generation", observed(generation-1, map[string]any{"lifecycleState": "STABLE"}), waits},
		{"stable, generation unknown", map[string]any{"lifecycleState": "STABLE"}, waits},
		{"stable and current", observed(generation, map[string]any{"lifecycleState": "STABLE"}), done},
	}
	for _, lifecycle := range []string{"CREATED", "SUSPENDED", "UPGRADING", "DEPLOYED", "ROLLING_BACK", "DELETING"} {
		states = append(states, state{lifecycle, observed(generation, map[string]any{"lifecycleState": lifecycle}), waits})
	}
	for _, lifecycle := range []string{"ROLLED_BACK", "FAILED"} {
		states = append(states, state{lifecycle, observed(generation, map[string]any{"lifecycleState": lifecycle}), failed},
			state{lifecycle + ", in an older generation", observed(generation-1, map[string]any{"lifecycleState": lifecycle}), waits})
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
		{"no status", nil, waits},
		{"empty conditions", map[string]any{"conditions": []any{}, "syncedResourceVersion": current}, waits},
		{"Ready, never synced", ready("True", ""), waits},
		{"Ready, synced of an older generation", ready("True", "1-0a1b"), waits},
		{"Ready, synced of a generation that begins alike", ready("True", "21-0a1b"), waits},
		{"not Ready", ready("False", current), waits},
		{"Ready and current", ready("True", current), done},
	}
}

// secretStore has no generation anywhere: a condition that an older spec earned cannot be told from a new one.
func secretStore() []state {
	ready := func(value string) map[string]any {
		return conditions(map[string]any{"type": "Ready", "status": value, "reason": "Recorded"})
	}
	return []state{
		{"no status", nil, waits},
		{"no conditions", map[string]any{}, waits},
		{"empty conditions", conditions(), waits},
		{"not Ready", ready("False"), waits},
		{"unknown", ready("Unknown"), waits},
		{"Ready, of this generation or an older one", ready("True"), done},
	}
}

// strimzi is true of topics and users: one generation for the whole status.
func strimzi() []state {
	ready := func(value string) map[string]any { return conditions(map[string]any{"type": "Ready", "status": value}) }
	return []state{
		{"no status", nil, waits},
		{"generation only", observed(generation, map[string]any{}), waits},
		{"empty conditions", observed(generation, conditions()), waits},
		{"not Ready", observed(generation, ready("False")), waits},
		{"Ready, of an older generation", observed(generation-1, ready("True")), waits},
		{"Ready, generation unknown", ready("True"), waits},
		{"Ready and current", observed(generation, ready("True")), done},
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

func managed(group string) bool {
	return len(group) > len(".m.upbound.io") && group[len(group)-len(".m.upbound.io"):] == ".m.upbound.io"
}

func statesOf(t *testing.T, gate Gate) []state {
	group, _, _ := strings.Cut(gate.APIVersion, "/")
	switch states, known := recordedStates[gate.Kind]; {
	case known:
		return states
	case managed(group):
		return managedResource()
	case group == "platform.odds-update.io":
		return composite()
	}
	t.Fatalf("%s: nobody recorded what its objects look like", gate.Name())
	return nil
}
