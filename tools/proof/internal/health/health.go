// Package health judges the expressions by which Flux tells that an object is done.
package health

import (
	"context"
	"fmt"
	"strings"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"github.com/fluxcd/pkg/apis/kustomize"
	"github.com/fluxcd/pkg/runtime/cel"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"odds-update/tools/proof/internal/repo"
)

// Gate is one entry of a Kustomization's healthCheckExprs.
type Gate struct {
	Phase repo.Object
	kustomize.CustomHealthCheck
}

// Name is what messages call the gate.
func (g Gate) Name() string {
	kind := g.Kind
	if kind == "" {
		kind = "every kind"
	}
	return g.Phase.GetName() + ": " + g.APIVersion + " " + kind
}

// Gates are all gates of all phases.
func Gates(r *repo.Repo) ([]Gate, error) {
	var gates []Gate
	for _, phase := range r.Phases {
		checks, _, _ := unstructured.NestedSlice(phase.Object.Object, "spec", "healthCheckExprs")
		for _, entry := range checks {
			gate := Gate{Phase: phase.Object}
			fields, _ := entry.(map[string]any)
			if err := runtime.DefaultUnstructuredConverter.FromUnstructured(fields, &gate.CustomHealthCheck); err != nil {
				return nil, phase.Finding("spec.healthCheckExprs: " + err.Error())
			}
			gates = append(gates, gate)
		}
	}
	return gates, nil
}

// Covers tells whether Flux asks this gate about a kind: the version is ignored, no kind means the whole group.
func (g Gate) Covers(kind schema.GroupVersionKind) bool {
	group, _, _ := strings.Cut(g.APIVersion, "/")
	return group == kind.Group && (g.Kind == "" || g.Kind == kind.Kind)
}

// Evaluate runs the gate with the controller's own evaluator. An expression that fails on an object is an answer
// too: Flux goes on waiting.
func (g Gate) Evaluate(object *unstructured.Unstructured) (status.Status, error) {
	evaluator, err := cel.NewStatusEvaluator(&g.HealthCheckExpressions)
	if err != nil {
		return "", g.Phase.Finding(fmt.Sprintf("spec.healthCheckExprs: %s: %v", g.Name(), err))
	}
	result, err := evaluator.Evaluate(context.Background(), object)
	if err != nil {
		return status.UnknownStatus, nil
	}
	return result.Status, nil
}
