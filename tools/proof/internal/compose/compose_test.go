package compose

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"
)

// everyKindIsManaged has the two fields that the small composition reads.
type everyKindIsManaged struct{}

func (everyKindIsManaged) AtProvider(schema.GroupVersionKind) map[string]any {
	return map[string]any{"id": nil, "arn": nil}
}

func startSmall(t *testing.T) *Engine {
	t.Helper()
	tools, err := FindTools(context.Background(), filepath.Join("..", "..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	engine, err := Start(context.Background(), tools, "testdata")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(engine.Close)
	// The engine itself is judged here, not what it said once.
	return engine.Afresh()
}

func box(t *testing.T, spec map[string]any) Input {
	t.Helper()
	read := func(name string) Object {
		content, err := os.ReadFile(filepath.Join("testdata", "box", name))
		if err != nil {
			t.Fatal(err)
		}
		var out unstructured.Unstructured
		if err := yaml.Unmarshal(content, &out.Object); err != nil {
			t.Fatal(err)
		}
		return &out
	}
	return Input{
		XR: &unstructured.Unstructured{Object: map[string]any{
			"apiVersion": "test.odds-update.io/v1alpha1", "kind": "Box",
			"metadata": map[string]any{"name": "one", "namespace": "platform"}, "spec": spec,
		}},
		Composition: read("composition.yaml"), Definition: read("definition.yaml"),
	}
}

func recorded(t *testing.T) *Recorded {
	t.Helper()
	cloud, err := LoadRecorded(filepath.Join("testdata", "observed"), everyKindIsManaged{})
	if err != nil {
		t.Fatal(err)
	}
	return cloud
}

func TestResourcesComeUpStepByStep(t *testing.T) {
	engine, cloud := startSmall(t), recorded(t)
	steps, err := engine.Steps(context.Background(), box(t, map[string]any{"region": "eu-west-1"}), cloud)
	if err != nil {
		t.Fatal(err)
	}
	if len(steps) != 3 || steps[1].Ready() || !steps[2].Ready() {
		t.Fatalf("want three steps, ready in the last, got %d", len(steps))
	}
	if len(steps[0].Composed) != 1 || len(steps[1].Changed) != 1 || steps[1].Changed[0].GetKind() != "Subnet" {
		t.Fatalf("the subnet must come after the VPC: %v", steps[1].Unchanged)
	}
	vpc, _, _ := unstructured.NestedString(steps[1].Changed[0].Object, "spec", "forProvider", "vpcId")
	cidr, _, _ := unstructured.NestedString(steps[0].Composed[0].Object, "spec", "forProvider", "cidrBlock")
	if vpc != "vpc-0123" || cidr != "10.0.0.0/16" {
		t.Fatalf("want the recorded id and the definition's default, got %q and %q", vpc, cidr)
	}
}

func TestAMissingInputGivesAConditionAndNothingHalfMade(t *testing.T) {
	result, err := startSmall(t).Render(context.Background(), box(t, map[string]any{}))
	if err != nil {
		t.Fatal(err)
	}
	status, _, message := result.Condition("InputValid")
	if status != "False" || !strings.Contains(message, "spec.region") || len(result.Composed) > 0 || result.Ready() {
		t.Fatalf("got %s %q, %d resources", status, message, len(result.Composed))
	}
}

func TestACompositionThatMisbehavesIsRefused(t *testing.T) {
	engine, cloud := startSmall(t), recorded(t)
	for fault, want := range map[string]string{
		"eager":     "before what it composed earlier is ready",
		"early":     "ready before any of its resources",
		"forgetful": "on the way up",
		"stuck":     "never becomes ready",
	} {
		t.Run(fault, func(t *testing.T) {
			_, err := engine.Steps(context.Background(), box(t, map[string]any{"region": "eu-west-1", "fault": fault}), cloud)
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Fatalf("want an error with %q, got %v", want, err)
			}
		})
	}
}

func TestARecordOfAFieldThatTheKindLacksIsRefused(t *testing.T) {
	cloud := recorded(t)
	cloud.records[0].AtProvider["vpcName"] = "x"
	_, err := cloud.Ready(&unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "ec2.aws.m.upbound.io/v1beta1", "kind": "VPC",
		"metadata": map[string]any{"name": "x", "annotations": map[string]any{resourceName: "vpc"}},
	}})
	if err == nil || !strings.Contains(err.Error(), "VPC has no status.atProvider.vpcName") {
		t.Fatalf("got %v", err)
	}
}

func TestADefinitionsSchemaAndItsRulesAreJudged(t *testing.T) {
	definition := &unstructured.Unstructured{Object: map[string]any{"spec": map[string]any{"versions": []any{map[string]any{
		"name": "v1alpha1", "schema": map[string]any{"openAPIV3Schema": map[string]any{"type": "object", "properties": map[string]any{"spec": map[string]any{
			"type": "object", "required": []any{"cloud"},
			"properties": map[string]any{"cloud": map[string]any{"type": "string"}, "account": map[string]any{"type": "string"}},
			"x-kubernetes-validations": []any{
				map[string]any{"rule": "self.cloud != 'aws' || has(self.account)", "message": "spec.account is missing"},
				map[string]any{"rule": "self.cloud == oldSelf.cloud", "message": "spec.cloud cannot change"},
			},
		}}}},
	}}}}}
	for want, spec := range map[string]map[string]any{
		"":                           {"cloud": "gcp"},
		"spec.cloud: Required value": {"account": "1"},
		"spec.account is missing":    {"cloud": "aws"},
	} {
		xr := &unstructured.Unstructured{Object: map[string]any{
			"apiVersion": "platform.odds-update.io/v1alpha1", "kind": "EdgePartner", "metadata": map[string]any{"name": "acme"}, "spec": spec}}
		if err := Admit(t.Context(), xr, nil, definition); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%v: want %q, got %v", spec, want, err)
		}
	}
}

// Rules that compare with what is there are judged, and what was wrong before may stay: as the API server does.
func TestWhatIsThereAlreadyIsComparedWith(t *testing.T) {
	field := func(kind string, more map[string]any) map[string]any {
		more["type"] = kind
		return more
	}
	definition := &unstructured.Unstructured{Object: map[string]any{"spec": map[string]any{"versions": []any{map[string]any{
		"name": "v1alpha1", "schema": map[string]any{"openAPIV3Schema": field("object", map[string]any{"properties": map[string]any{"spec": field("object", map[string]any{
			"properties": map[string]any{
				"brokersPerZone": field("integer", map[string]any{"default": int64(1)}),
				"storageGib":     field("integer", map[string]any{"x-kubernetes-validations": []any{map[string]any{"rule": "self >= oldSelf", "message": "can only grow"}}}),
				"version":        field("string", map[string]any{}),
				"size":           field("string", map[string]any{"enum": []any{"small"}}),
			},
			"x-kubernetes-validations": []any{
				map[string]any{"rule": "self.brokersPerZone >= oldSelf.brokersPerZone", "message": "brokers must leave first"},
				map[string]any{"rule": "!has(self.version) || int(self.version.split('.')[1]) <= int(oldSelf.version.split('.')[1]) + 1", "message": "one minor at a time"},
			},
		})}})},
	}}}}}
	object := func(version string, spec map[string]any) Object {
		return &unstructured.Unstructured{Object: map[string]any{"apiVersion": "platform.odds-update.io/" + version, "kind": "KafkaCluster",
			"metadata": map[string]any{"name": "edge"}, "spec": spec}}
	}
	for _, c := range []struct {
		was, now map[string]any
		want     string
	}{
		{map[string]any{"storageGib": int64(200)}, map[string]any{"storageGib": int64(100)}, "can only grow"},
		{map[string]any{"storageGib": int64(100)}, map[string]any{"storageGib": int64(200)}, ""},
		{map[string]any{"brokersPerZone": int64(2)}, map[string]any{}, "brokers must leave first"},
		{map[string]any{"version": "1.34"}, map[string]any{"version": "1.36"}, "one minor at a time"},
		{map[string]any{"version": "1.34"}, map[string]any{"version": "1.35"}, ""},
		{map[string]any{"size": "large"}, map[string]any{"size": "large"}, ""},
		{map[string]any{"size": "small"}, map[string]any{"size": "large"}, "Unsupported value"},
		{nil, map[string]any{"size": "large"}, "Unsupported value"},
		{nil, map[string]any{"storageGib": int64(1)}, ""},
	} {
		var old Object
		if c.was != nil {
			old = object("v1alpha0", c.was)
		}
		err := Admit(t.Context(), object("v1alpha1", c.now), old, definition)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v → %v: want %q, got %v", c.was, c.now, c.want, err)
		}
	}
}
