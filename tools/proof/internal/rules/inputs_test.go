package rules

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/plane/planetest"
)

// standsAlone are the kinds that need no other object; every other one must say what it misses.
var standsAlone = map[string]bool{"Network": true, "Budget": true, "Lake": true}

func TestWithoutWhatItNeedsAnObjectSaysWhatIsMissing(t *testing.T) {
	session := planetest.Session(t)
	for _, environment := range []string{"dev", "prod"} {
		p := planetest.Plane(t, environment)
		apis := plane.APIs(p.Repo)
		for _, c := range p.Composites {
			t.Run(environment+"/"+c.Name(), func(t *testing.T) {
				api := apis[c.GetKind()]
				result, err := session.Engine().Render(t.Context(), compose.Input{XR: c.Unstructured, Composition: api.Composition, Definition: api.Definition})
				if err != nil {
					t.Fatal(err)
				}
				status, _, message := result.Condition("InputValid")
				if standsAlone[c.GetKind()] {
					if status != "True" || len(result.Composed) == 0 {
						t.Errorf("needs nothing, and InputValid is %s: %s", status, message)
					}
					return
				}
				if status != "False" || !strings.Contains(message, "spec.") || result.Ready() || len(result.Composed) > 0 {
					t.Errorf("InputValid is %q (%q), ready %v, %d resources: want False, the field, nothing made",
						status, message, result.Ready(), len(result.Composed))
				}
			})
		}
	}
}

func TestAnObjectWithoutARequiredFieldIsRefusedByName(t *testing.T) {
	p := planetest.Plane(t, "prod")
	apis := plane.APIs(p.Repo)
	for _, c := range p.Composites {
		for _, field := range required(t, apis[c.GetKind()].Definition) {
			xr := c.DeepCopy()
			unstructured.RemoveNestedField(xr.Object, "spec", field)
			if err := compose.Validate(xr, apis[c.GetKind()].Definition); err == nil || !strings.Contains(err.Error(), "spec."+field+": Required value") {
				t.Errorf("%s without spec.%s: %v", c.Name(), field, err)
			}
		}
		if err := compose.Validate(c.Unstructured, apis[c.GetKind()].Definition); err != nil {
			t.Errorf("%s: %v", c.Name(), err)
		}
	}
}

func required(t *testing.T, definition compose.Object) []string {
	t.Helper()
	versions, _, _ := unstructured.NestedSlice(definition.Object, "spec", "versions")
	fields, _, _ := unstructured.NestedStringSlice(versions[0].(map[string]any), "schema", "openAPIV3Schema", "properties", "spec", "required")
	if len(fields) == 0 {
		t.Fatalf("%s demands nothing", definition.GetName())
	}
	return fields
}

// A partner of another region gets no connection, and the way out by name.
func TestAPartnerOfAnotherRegionLearnsTheWayOut(t *testing.T) {
	session := planetest.Session(t)
	p := planetest.Plane(t, "prod")
	var partner, edge *plane.Composite
	for _, c := range p.Composites {
		switch c.Name() {
		case "edgepartner-acme":
			partner = c
		case "kafkacluster-edge":
			edge = c
		}
	}
	xr := partner.DeepCopy()
	if err := unstructured.SetNestedField(xr.Object, "us-east-1", "spec", "region"); err != nil {
		t.Fatal(err)
	}
	final, _ := edge.Final()
	kafka := edge.DeepCopy()
	kafka.Object["status"] = final.XR.Object["status"]
	api := plane.APIs(p.Repo)["EdgePartner"]
	result, err := session.Engine().Render(t.Context(), compose.Input{
		XR: xr, Composition: api.Composition, Definition: api.Definition, Others: []compose.Object{kafka},
	})
	if err != nil {
		t.Fatal(err)
	}
	if status, reason, message := result.Condition("InputValid"); status != "False" || !strings.Contains(message, "us-east-1") || !strings.Contains(message, "docs/") {
		t.Errorf("got %s %s %q", status, reason, message)
	}
	if len(result.Composed) > 0 {
		t.Errorf("%d resources are composed", len(result.Composed))
	}
}
