package partners

import (
	"slices"
	"strings"
	"testing"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/health"
	"odds-update/tools/proof/internal/repo"
)

func TestAChangeIsNotReadyBeforeItsProviderHasSyncedIt(t *testing.T) {
	w := newWorld(t)
	step, cloud := w.ready(w.input(w.edge()))
	in := w.input(w.edge())
	in.XR.Object["status"] = step.XR.Object["status"]
	in.Observed = cloud
	if !w.render(in).Ready() {
		t.Fatal("nothing changed, and it is not ready any more")
	}
	set(in.XR, int64(999), "spec", "storageGib")
	changed := w.render(in)
	if changed.Ready() {
		t.Error("it is ready before the API server has the change")
	}
	in.Observed = w.observed(changed.Composed)
	unsynced, err := w.cloud().Unsynced(w.must(changed.Composed, "Cluster", "cluster"))
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(in.Observed, w.must(in.Observed, "Cluster", "cluster"))
	made := in.Observed[at]
	in.Observed[at] = unsynced
	if w.render(in).Ready() {
		t.Error("it is ready before the provider has seen the change")
	}
	in.Observed[at] = made
	if !w.render(in).Ready() {
		t.Error("it is not ready although the provider has synced the change")
	}
}

func TestWhatGoesWithAPartnerAlsoGoesFromAWSUnderStrongProtection(t *testing.T) {
	w := newWorld(t)
	edge := w.edge()
	set(edge, "strong", "spec", "protection")
	_, cloud := w.ready(w.input(edge, w.partner("acme")))
	in := w.input(edge)
	in.Observed = cloud
	gone := w.render(in).Deleted
	if find(gone, "ClusterPolicy", "policy") == nil {
		t.Fatalf("the last partner's statements must go with him, got %v", gone)
	}
	for _, object := range gone {
		if policies, limited, _ := unstructured.NestedStringSlice(object.Object, "spec", "managementPolicies"); limited && !slices.Contains(policies, "Delete") {
			t.Errorf("%s goes here and stays in AWS: %v", compose.Key(object), policies)
		}
	}
}

func TestNobodyLosesHisRightsBecauseAStatusIsGone(t *testing.T) {
	w := newWorld(t)
	acme := w.partner("acme")
	_, cloud := w.ready(w.input(w.edge(), acme))
	_, before := w.statements(cloud)
	delete(w.must(cloud, "Cluster", "cluster").Object, "status")
	in := w.input(w.edge(), acme)
	in.Observed = cloud
	if _, after := w.statements(w.render(in).Composed); len(before) != 4 || len(after) != len(before) {
		t.Errorf("had %v, has %v", before, after)
	}
}

func TestAPartnerWhoIsRefusedLaterKeepsWhatHeHas(t *testing.T) {
	w := newWorld(t)
	acme := w.partner("acme")
	_, cloud := w.ready(w.input(w.edge(), acme))
	_, before := w.statements(cloud)
	for name, change := range map[string]func(compose.Object){
		"another region":           func(p compose.Object) { set(p, "us-east-1", "spec", "region") },
		"a league without a topic": func(p compose.Object) { set(p, []any{"nba", "ipl"}, "spec", "leagues") },
	} {
		refused := w.partner("acme")
		change(refused)
		in := w.input(w.edge(), refused)
		in.Observed = cloud
		result := w.render(in)
		if _, after := w.statements(result.Composed); len(before) != 4 || len(after) != 4 || after["AcmeTopics"] != before["AcmeTopics"] {
			t.Errorf("%s: had %v, has %v", name, before, after)
		}
		clients, _, _ := unstructured.NestedString(w.must(result.Composed, "ConfigMap", "bootstrap").Object, "data", "quota.clients")
		if named, _, _ := unstructured.NestedStringSlice(result.XR.Object, "status", "partners"); !slices.Equal(named, []string{"acme"}) || clients != "acme" {
			t.Errorf("%s: his quota would end: partners %v, clients %q", name, named, clients)
		}
	}
}

// What decides a partner's way and account stays: the statements, the quota and the VPN are made for it.
func TestWhatAPartnerIsCannotChangeInPlace(t *testing.T) {
	w := newWorld(t)
	definition := w.input(w.partner("acme")).Definition
	const way = "spec.cloud, spec.region and spec.kafkaCluster cannot change"
	for _, changed := range []struct {
		says   string
		change func(compose.Object)
	}{
		{"", func(p compose.Object) { set(p, []any{"nfl"}, "spec", "leagues") }},
		{way, func(p compose.Object) { set(p, "us-east-1", "spec", "region") }},
		{way, func(p compose.Object) { set(p, "rim", "spec", "kafkaCluster") }},
		{way, func(p compose.Object) {
			set(p, "azure", "spec", "cloud")
			set(p, "scram", "spec", "authentication")
			set(p, map[string]any{"gatewayAddress": "203.0.113.1", "ranges": []any{"172.21.0.0/24"}}, "spec", "vpn")
		}},
		{"spec.account cannot change", func(p compose.Object) {
			set(p, "444444444444", "spec", "account")
			set(p, "arn:aws:iam::444444444444:role/odds-consumer", "spec", "roleArn")
		}},
	} {
		partner := w.partner("acme")
		changed.change(partner)
		err := compose.Admit(t.Context(), partner, w.partner("acme"), definition)
		if (err == nil) != (changed.says == "") || err != nil && !strings.Contains(err.Error(), changed.says) {
			t.Errorf("want %q, got %v", changed.says, err)
		}
	}
}

func TestRangesAndRolesAreWhatTheySay(t *testing.T) {
	w := newWorld(t)
	ranges := func(texts ...any) func(compose.Object) {
		return func(p compose.Object) { set(p, texts, "spec", "vpn", "ranges") }
	}
	role := func(arn string) func(compose.Object) {
		return func(p compose.Object) { set(p, arn, "spec", "roleArn") }
	}
	for _, wrong := range []struct {
		object compose.Object
		change func(compose.Object)
		says   string
	}{
		{w.partner("globex"), ranges("999.1.1.1/99"), "must be a range"},
		{w.partner("globex"), ranges("172.20.0.1/24"), "must be a range"},
		{w.partner("globex"), ranges("fd00::/64"), "must be a range"},
		{w.partner("globex"), ranges("172.20.0.0/24", "10.0.0.0/8"), ""},
		{w.partner("acme"), role("arn:aws:iam::333333333333:role/*"), "spec.roleArn"},
		{w.partner("acme"), role("arn:aws:iam::333333333333:role/odds-consume?"), "spec.roleArn"},
		{w.partner("acme"), role("arn:aws:iam::333333333333:role/teams/odds_consumer@x"), ""},
		{w.edge(), func(e compose.Object) { set(e, []any{"999.1.1.1/99"}, "spec", "clientRanges") }, "must be a range"},
		{w.edge(), func(e compose.Object) { set(e, "999.1.1.1/99", "spec", "landingRange") }, "must be a range"},
		{w.edge(), func(compose.Object) {}, ""},
	} {
		wrong.change(wrong.object)
		err := compose.Admit(t.Context(), wrong.object, nil, w.input(wrong.object).Definition)
		if (err == nil) != (wrong.says == "") || err != nil && !strings.Contains(err.Error(), wrong.says) {
			t.Errorf("%v: want %q, got %v", wrong.object.Object["spec"], wrong.says, err)
		}
	}
}

// Flux must give up on what the engine really writes of a refusal, and only until the object is repaired.
func TestAPhaseFailsOfARefusedPartnerUntilHeIsRepaired(t *testing.T) {
	w := newWorld(t)
	in := w.withEdge(w.partner("acme"))
	in.XR.SetGeneration(1)
	set(in.XR, "us-east-1", "spec", "region")
	refused := w.render(in).XR
	if got := judged(t, refused); got != status.FailedStatus {
		t.Errorf("it is refused, and Flux would say %s: %v", got, refused.Object["status"])
	}
	refused.SetGeneration(2)
	if got := judged(t, refused); got != status.InProgressStatus {
		t.Errorf("it was repaired, and Flux would say %s", got)
	}
}

// judged is what the phase of the partners makes of an object.
func judged(t *testing.T, object compose.Object) status.Status {
	t.Helper()
	loaded, err := repo.Load(root, t.TempDir(), "dev")
	if loaded == nil {
		t.Fatal(err)
	}
	gates, err := health.Gates(loaded)
	if err != nil {
		t.Fatal(err)
	}
	for _, gate := range gates {
		if gate.Phase.GetName() == "partners" && gate.Covers(object.GroupVersionKind()) {
			got, err := gate.Evaluate(object)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
	}
	t.Fatal("the phase partners has no gate")
	return ""
}

func TestTheLongestNameThatIsTakenHasRoomInEveryKind(t *testing.T) {
	w := newWorld(t)
	partner := w.partner("acme")
	partner.SetName(strings.Repeat("a", 27))
	in := w.withEdge(partner)
	edge := in.Others[len(in.Others)-1]
	set(edge, []any{partner.GetName()}, "status", "partners")
	job := jobOf(w.render(in).Composed, "quota")
	if job == nil || len(job.GetName()) > 52 {
		t.Errorf("Kubernetes takes CronJobs of 52 characters, not %v", job)
	}
}
