package check

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
)

func TestAGateThatIsTrueTooEarlyOrNeverIsFound(t *testing.T) {
	xr := func(ready string) *unstructured.Unstructured {
		return &unstructured.Unstructured{Object: map[string]any{
			"apiVersion": plane.Group + "/v1alpha1", "kind": "Lake", "metadata": map[string]any{"name": "lake"},
			"status": map[string]any{"conditions": []any{map[string]any{"type": "Ready", "status": ready}}},
		}}
	}
	lake := &plane.Composite{
		Object: repo.Object{Unstructured: xr("True"), Phase: "data"},
		Steps:  []compose.Step{{Result: compose.Result{XR: xr("False")}}, {Result: compose.Result{XR: xr("True")}}},
	}
	for current, want := range map[string]string{
		"status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')": "",
		"has(status.conditions)": "in step 0 of its way up Flux would say Current",
		"status.conditions.exists(e, e.type == 'Readied' && e.status == 'True')":  "in step 1 of its way up Flux would say InProgress",
		"status.conditions.exists(e, e.type == 'Ready' && e.status == 'Unknown')": "in step 1 of its way up Flux would say InProgress",
	} {
		phase := &repo.Phase{Name: "data", Object: repo.Object{Unstructured: &unstructured.Unstructured{Object: map[string]any{
			"kind": "Kustomization", "metadata": map[string]any{"name": "data"},
			"spec": map[string]any{"healthCheckExprs": []any{map[string]any{"apiVersion": plane.Group + "/v1alpha1", "kind": "Lake", "current": current}}},
		}}}}
		states, findings, err := gates(&repo.Repo{Phases: []*repo.Phase{phase}}, composites{"Lake lake": lake})
		if err != nil || states != 2 {
			t.Fatalf("%s: %d states, %v", current, states, err)
		}
		if (len(findings) == 0) != (want == "") || want != "" && !strings.Contains(findings[0].Error(), want) {
			t.Errorf("%s: got %v, want %q", current, findings, want)
		}
	}
}

func TestFormsAreWhatIsComposedForAWhileOnly(t *testing.T) {
	object := func(name, size string) *unstructured.Unstructured {
		return &unstructured.Unstructured{Object: map[string]any{"apiVersion": "s3.aws.m.upbound.io/v1beta1", "kind": "Bucket",
			"metadata": map[string]any{"name": name}, "spec": map[string]any{"size": size}}}
	}
	step := func(composed ...*unstructured.Unstructured) compose.Step {
		return compose.Step{Result: compose.Result{Composed: composed}, Changed: composed}
	}
	xr := repo.Object{Unstructured: object("lake", "")}
	all := composites{xr.Title(): {Object: xr, Steps: []compose.Step{
		step(object("same", "1"), object("grows", "1"), object("goes", "1")), step(object("same", "1"), object("grows", "2")),
	}}}
	var got []string
	for _, form := range all.forms(xr) {
		got = append(got, form.GetName())
	}
	if strings.Join(got, " ") != "grows goes" {
		t.Errorf("got %v", got)
	}
}
