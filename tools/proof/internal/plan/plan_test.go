package plan

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/plane/planetest"
	"odds-update/tools/proof/internal/repo"
)

// environment has one composite with a database, and a ConfigMap.
func environment(t *testing.T) *plane.Plane {
	t.Helper()
	catalog, err := crds.Open(filepath.Join(planetest.Root(), "tools"), t.TempDir(), func(string, ...any) {})
	if err != nil {
		t.Fatal(err)
	}
	xr := object("platform.odds-update.io/v1alpha1", "Database", "postgres", map[string]any{"region": "eu-west-1"})
	instance := object("rds.aws.m.upbound.io/v1beta1", "Instance", "postgres", map[string]any{
		"managementPolicies": []any{"Observe", "Create", "Update"},
		"forProvider":        map[string]any{"region": "eu-west-1", "engine": "postgres", "instanceClass": "db.r7g.large"},
	})
	config := object("v1", "ConfigMap", "settings", nil)
	config.UnstructuredContent()["data"] = map[string]any{"a": "1", "text": "one\ntwo\nthree\n"}
	phase := &repo.Phase{
		Object: object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "data", map[string]any{"path": "./data"}),
		Name:   "data", Prune: true, Objects: []repo.Object{xr, config},
	}
	c := &plane.Composite{Object: xr, Steps: []compose.Step{{Result: compose.Result{XR: xr.Unstructured, Composed: []compose.Object{instance.Unstructured}}}}}
	return &plane.Plane{
		Repo:  &repo.Repo{Environment: "prod", Phases: []*repo.Phase{phase}},
		Kinds: plane.NewKinds(catalog), Composites: []*plane.Composite{c},
	}
}

func object(api, kind, name string, spec map[string]any) repo.Object {
	u := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": api, "kind": kind, "metadata": map[string]any{"name": name, "namespace": "platform"},
	}}
	if spec != nil {
		u.Object["spec"] = spec
	}
	return repo.Object{Unstructured: u, Phase: "data"}
}

func text(p Plan) string {
	var out bytes.Buffer
	p.Write(&out)
	return out.String()
}

func instanceOf(p *plane.Plane) map[string]any { return p.Composites[0].Steps[0].Composed[0].Object }

func set(t *testing.T, in map[string]any, value any, path ...string) {
	t.Helper()
	if err := unstructured.SetNestedField(in, value, path...); err != nil {
		t.Fatal(err)
	}
}

func TestNothingDiffersBetweenEqualTrees(t *testing.T) {
	p := Compare(environment(t), environment(t))
	if !p.Empty() || !strings.Contains(text(p), "prod: 0 added, 0 changed, 0 removed") {
		t.Error(text(p))
	}
}

func TestWithoutABaseEverythingIsAdded(t *testing.T) {
	if p := Compare(nil, environment(t)); len(p.Added) != 4 || p.Alarms() != 0 {
		t.Error(text(p))
	}
}

func TestAnOrdinaryChangeShowsItsFieldAndNoAlarm(t *testing.T) {
	now := environment(t)
	set(t, instanceOf(now), "db.r7g.xlarge", "spec", "forProvider", "instanceClass")
	set(t, now.Phases[0].Objects[1].UnstructuredContent(), "one\nthree\nfour\n", "data", "text")
	p := Compare(environment(t), now)
	for _, want := range []string{"~ spec.forProvider.instanceClass: db.r7g.large → db.r7g.xlarge", "composed by Database platform/postgres", "  - two", "  + four"} {
		if !strings.Contains(text(p), want) {
			t.Errorf("want %q in\n%s", want, text(p))
		}
	}
	if p.Alarms() != 0 || strings.Contains(text(p), "  - one") {
		t.Error(text(p))
	}
}

func TestWhatReplacesADataResourceIsMarked(t *testing.T) {
	now := environment(t)
	set(t, instanceOf(now), "aurora", "spec", "forProvider", "engine")
	if p := Compare(environment(t), now); p.Alarms() != 1 || !strings.Contains(text(p), "!! spec.forProvider.engine cannot change") {
		t.Error(text(p))
	}
}

func TestLosingProtectionIsMarked(t *testing.T) {
	now := environment(t)
	unstructured.RemoveNestedField(instanceOf(now), "spec", "managementPolicies")
	if p := Compare(environment(t), now); p.Alarms() != 1 || !strings.Contains(text(p), "!! AWS may be asked to delete it") {
		t.Error(text(p))
	}
}

func TestRemovingDataIsMarkedAndSaysWhatBecomesOfIt(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(base, now *plane.Plane)
		want   string
	}{
		{"composed, kept", func(_, now *plane.Plane) { now.Composites[0].Steps[0].Composed = nil }, "!! Crossplane forgets it; it stays in AWS"},
		{"composed, deleted", func(base, now *plane.Plane) {
			unstructured.RemoveNestedField(instanceOf(base), "spec", "managementPolicies")
			now.Composites[0].Steps[0].Composed = nil
		}, "!! Crossplane deletes it in AWS"},
		{"declared, pruned", func(_, now *plane.Plane) {
			now.Phases[0].Objects, now.Composites = now.Phases[0].Objects[1:], nil
		}, "!! Flux deletes it"},
		{"declared, labelled", func(base, now *plane.Plane) {
			base.Composites[0].SetLabels(map[string]string{"kustomize.toolkit.fluxcd.io/prune": "disabled"})
			now.Phases[0].Objects, now.Composites = now.Phases[0].Objects[1:], nil
		}, "!! Flux leaves it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			base, now := environment(t), environment(t)
			c.change(base, now)
			if p := Compare(base, now); !strings.Contains(text(p), c.want) || p.Alarms() == 0 {
				t.Errorf("want %q in\n%s", c.want, text(p))
			}
		})
	}
}

// What a composite made goes where the composite goes.
func TestWhatBecomesOfTheResourcesOfARemovedComposite(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(base *plane.Plane)
		want   string
	}{
		{"pruned, kept in AWS", func(*plane.Plane) {}, "!! Crossplane forgets it, with Database platform/postgres; it stays in AWS"},
		{"pruned, deleted in AWS", func(base *plane.Plane) {
			unstructured.RemoveNestedField(instanceOf(base), "spec", "managementPolicies")
		}, "!! Crossplane deletes it in AWS, with Database platform/postgres"},
		{"left", func(base *plane.Plane) {
			base.Composites[0].SetLabels(map[string]string{"kustomize.toolkit.fluxcd.io/prune": "disabled"})
		}, "!! stays, as Database platform/postgres does"},
	} {
		t.Run(c.name, func(t *testing.T) {
			base, now := environment(t), environment(t)
			c.change(base)
			now.Phases[0].Objects, now.Composites = now.Phases[0].Objects[1:], nil
			if p := Compare(base, now); !strings.Contains(text(p), c.want) {
				t.Errorf("want %q in\n%s", c.want, text(p))
			}
		})
	}
}

func TestChangesThatCannotBeMadeInPlaceSaySo(t *testing.T) {
	for _, c := range []struct {
		kind   schema.GroupKind
		change Change
		want   string
	}{
		{schema.GroupKind{Group: "kafka.strimzi.io", Kind: "KafkaTopic"}, Change{"spec.partitions", int64(4), int64(2)}, "can only grow"},
		{schema.GroupKind{Group: "kafka.strimzi.io", Kind: "KafkaTopic"}, Change{"spec.partitions", int64(4), int64(10)}, ""},
		{schema.GroupKind{Group: "rds.aws.m.upbound.io", Kind: "Instance"}, Change{"spec.forProvider.allocatedStorage", int64(100), int64(50)}, "can only grow"},
		{schema.GroupKind{Group: "rds.aws.m.upbound.io", Kind: "Instance"}, Change{"spec.forProvider.engineVersion", "17.10", "17.9"}, "can only grow"},
		{schema.GroupKind{Group: "rds.aws.m.upbound.io", Kind: "Instance"}, Change{"spec.forProvider.engineVersion", "17.9", "17.10"}, ""},
		{schema.GroupKind{Group: "s3.aws.m.upbound.io", Kind: "Bucket"}, Change{externalName, "a", "b"}, "that one is made empty"},
		{schema.GroupKind{Group: "kafka.aws.m.upbound.io", Kind: "Cluster"},
			Change{"spec.forProvider.brokerNodeGroupInfo.clientSubnetsSelector.matchLabels[platform.odds-update.io/network]", "a", "b"}, "AWS could only make a new one"},
		{schema.GroupKind{Group: "storage.k8s.io", Kind: "StorageClass"}, Change{"parameters.type", "gp2", "gp3"}, "its phase stops there"},
		{schema.GroupKind{Kind: "ConfigMap"}, Change{"data.a", "1", "2"}, ""},
	} {
		if got := hindrance(c.kind, c.change); (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s %v: got %q, want %q", c.kind, c.change, got, c.want)
		}
	}
}

// kustomize names it by its content: an edit is one change, not an object that goes and one that comes.
func TestAnEditedGeneratedObjectIsOneChange(t *testing.T) {
	base, now := environment(t), environment(t)
	base.Phases[0].Objects[1].SetName("code-875778f6f7")
	now.Phases[0].Objects[1].SetName("code-fh9fmh2t8m")
	set(t, now.Phases[0].Objects[1].UnstructuredContent(), "2", "data", "a")
	if p := Compare(base, now); len(p.Changed) != 1 || len(p.Added)+len(p.Removed) != 0 || !strings.Contains(text(p), "~ data.a: 1 → 2") {
		t.Error(text(p))
	}
}

func TestRemovingWhatHoldsNothingIsNoAlarm(t *testing.T) {
	now := environment(t)
	now.Phases[0].Objects = now.Phases[0].Objects[:1]
	if p := Compare(environment(t), now); len(p.Removed) != 1 || p.Alarms() != 0 {
		t.Error(text(p))
	}
}

// Only the API server's own judgement knows what a rule that compares with oldSelf means.
func TestRulesOfADefinitionMakeFieldsImmutable(t *testing.T) {
	base := environment(t)
	for name, c := range map[string]struct {
		region string
		want   string
	}{"changed": {"eu-west-2", "spec.region: Invalid value: eu-west-2: spec.region cannot change"}, "as before": {"eu-west-1", ""}} {
		now := base.Composites[0].DeepCopy()
		set(t, now.Object, c.region, "spec", "region")
		err := compose.Admit(t.Context(), now, base.Composites[0].Unstructured, definition(t))
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(strings.ReplaceAll(err.Error(), `"`, ""), c.want) {
			t.Errorf("%s: want %q, got %v", name, c.want, err)
			continue
		}
		if err == nil {
			continue
		}
		changedNow := environment(t)
		set(t, changedNow.Composites[0].Object.Object, c.region, "spec", "region")
		changedNow.Composites[0].Err, changedNow.Composites[0].ByAPI = err, true
		p := Compare(base, changedNow)
		for _, want := range []string{"  x infra-ops Database platform/postgres", "!! the API refuses it and the phase stops: spec.region",
			"! it stays as it is", "~ spec.region: eu-west-1 → eu-west-2", "prod: 0 added, 0 changed, 0 removed, 1 REFUSED; LOOK AT THE 1 LINES"} {
			if !strings.Contains(text(p), want) {
				t.Errorf("want %q in\n%s", want, text(p))
			}
		}
	}
}

// definition keeps a Database in its region.
func definition(t *testing.T) *unstructured.Unstructured {
	t.Helper()
	d := object("apiextensions.crossplane.io/v2", "CompositeResourceDefinition", "databases", nil).Unstructured
	d.Object["spec"] = map[string]any{"versions": []any{map[string]any{
		"name": "v1alpha1", "schema": map[string]any{"openAPIV3Schema": map[string]any{"type": "object", "properties": map[string]any{
			"spec": map[string]any{"type": "object", "properties": map[string]any{"region": map[string]any{
				"type": "string", "x-kubernetes-validations": []any{map[string]any{"rule": "self == oldSelf", "message": "spec.region cannot change"}},
			}}},
		}}},
	}}}
	return d
}

// What is refused is no object that comes, and what it had composed is no object that goes.
func TestARefusedCompositeIsMarkedAndItsResourcesAreNotCompared(t *testing.T) {
	refuse := func(p *plane.Plane) *plane.Plane {
		p.Composites[0].Err = errors.New("spec.rateBytesPerSecond: Required value")
		return p
	}
	nothing := environment(t)
	nothing.Phases[0].Objects, nothing.Composites = nothing.Phases[0].Objects[1:], nil
	for name, base := range map[string]*plane.Plane{"new": nothing, "as before": environment(t)} {
		p := Compare(base, refuse(environment(t)))
		for _, want := range []string{"  x infra-ops Database platform/postgres", "!! refused, nothing is composed of it: spec.rateBytesPerSecond: Required value", "prod: 0 added, 0 changed, 0 removed, 1 REFUSED; LOOK AT"} {
			if !strings.Contains(text(p), want) {
				t.Errorf("%s: want %q in\n%s", name, want, text(p))
			}
		}
		if strings.Contains(text(p), "Instance") {
			t.Errorf("%s: what it composed is compared:\n%s", name, text(p))
		}
	}
	if p := Compare(refuse(environment(t)), environment(t)); !p.Empty() {
		t.Error("what the base could not compose is new:\n" + text(p))
	}
}

// A partner's statements stand in one document with everyone else's.
func TestAPolicyIsComparedStatementByStatement(t *testing.T) {
	statement := func(sid, resources string) string {
		return `{"Sid":"` + sid + `","Effect":"Allow","Action":["kafka:CreateVpcConnection","kafka:GetBootstrapBrokers"],"Resource":` + resources + `}`
	}
	document := func(statements ...string) map[string]any {
		return map[string]any{"spec": map[string]any{"policy": `{"Version":"2012-10-17","Statement":[` + strings.Join(statements, ",") + `]}`}}
	}
	const first, second = "arn:aws:kafka:eu-west-1:222222222222:topic/odds/0a1b2c3d-1111-2222-3333-444455556666-2/odds.updates.public.epl",
		"arn:aws:kafka:eu-west-1:222222222222:topic/odds/0a1b2c3d-1111-2222-3333-444455556666-2/odds.updates.public.nba"
	was := document(statement("Acme", `["`+first+`"]`), statement("Zeta", `"*"`))
	now := document(statement("Wonder", `"*"`), statement("Zeta", `"*"`), statement("Acme", `["`+first+`","`+second+`"]`))
	var out []string
	for _, change := range Fields(was, now) {
		out = append(out, change.Text()...)
	}
	want := []string{
		"spec.policy.Statement[Acme].Resource:", "  + " + second,
		"+ spec.policy.Statement[Wonder].Action: [kafka:CreateVpcConnection kafka:GetBootstrapBrokers]",
		"+ spec.policy.Statement[Wonder].Effect: Allow", "+ spec.policy.Statement[Wonder].Resource: *", "+ spec.policy.Statement[Wonder].Sid: Wonder",
	}
	if got := strings.Join(out, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestADocumentOfOneLongLineIsComparedLineByLine(t *testing.T) {
	document := func(last string) map[string]any {
		return map[string]any{"body": `{"widgets":["` + strings.Repeat("a", lineMax) + `","` + last + `"]}`}
	}
	changes := Fields(document("one"), document("two"))
	if got := strings.Join(changes[0].Text(), "|"); len(changes) != 1 || got != `body:|  -   "one"|  +   "two"` {
		t.Errorf("got %s", got)
	}
}

func TestWhatStopsAPhaseIsLookedAtWhateverItIs(t *testing.T) {
	workload := func(app string) *plane.Plane {
		p := environment(t)
		deployment := object("apps/v1", "Deployment", "adapter", map[string]any{"selector": map[string]any{"matchLabels": map[string]any{"app": app}}})
		p.Phases[0].Objects = append(p.Phases[0].Objects, deployment)
		return p
	}
	if p := Compare(workload("one"), workload("two")); p.Alarms() != 1 || !strings.Contains(text(p), "!! spec.selector") ||
		!strings.Contains(text(p), "LOOK AT THE 1 LINES WITH !!") {
		t.Error(text(p))
	}
}

func TestWhatIsKeptIsNotCountedAsRemoved(t *testing.T) {
	base, now := environment(t), environment(t)
	base.Composites[0].SetLabels(map[string]string{"kustomize.toolkit.fluxcd.io/prune": "disabled"})
	now.Phases[0].Objects, now.Composites = nil, nil
	// The composite and its instance stay, the ConfigMap goes.
	if p := Compare(base, now); !strings.Contains(text(p), "prod: 0 added, 0 changed, 1 removed, 2 kept that Git no longer has; LOOK AT") {
		t.Error(text(p))
	}
}

func TestTheLegendHasEverySign(t *testing.T) {
	for _, sign := range []string{"+ ", "~ ", "- ", "x ", "\n!  ", "\n!! "} {
		if !strings.Contains(Legend, sign) {
			t.Errorf("%q", sign)
		}
	}
}
