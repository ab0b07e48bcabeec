package apiserver

import (
	"context"
	"fmt"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// AwaitPolicies waits until the server judges by every admission policy that it has. It reads them about once a
// second and tells nobody, so a last policy refuses one object: when that one is refused, the earlier policies and
// their bindings have been read too, for the server watches both in the order in which they came.
func (c *Cluster) AwaitPolicies(ctx context.Context) error {
	c.policies++
	name := fmt.Sprintf("proof-last-%d", c.policies)
	for _, object := range lastPolicy(name) {
		if err := c.Client.Create(ctx, object); err != nil {
			return fmt.Errorf("%s: %w", c.Name, err)
		}
	}
	refused := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "ConfigMap",
		"metadata": map[string]any{"name": name, "namespace": "default"}}}
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		switch err := c.Client.Create(ctx, refused.DeepCopy(), client.DryRunAll); {
		case apierrors.IsInvalid(err), apierrors.IsForbidden(err):
			return nil
		case err != nil:
			return fmt.Errorf("%s: %w", c.Name, err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return fmt.Errorf("%s: admission policies do not judge after a minute", c.Name)
}

func lastPolicy(name string) []*unstructured.Unstructured {
	object := func(kind string, spec map[string]any) *unstructured.Unstructured {
		return &unstructured.Unstructured{Object: map[string]any{"apiVersion": "admissionregistration.k8s.io/v1", "kind": kind,
			"metadata": map[string]any{"name": name}, "spec": spec}}
	}
	return []*unstructured.Unstructured{
		object("ValidatingAdmissionPolicy", map[string]any{
			"failurePolicy": "Fail",
			"matchConstraints": map[string]any{"resourceRules": []any{map[string]any{
				"apiGroups": []any{""}, "apiVersions": []any{"v1"}, "operations": []any{"CREATE"}, "resources": []any{"configmaps"},
				"resourceNames": []any{name},
			}}},
			"validations": []any{map[string]any{"expression": "false", "message": "the last policy judges"}},
		}),
		object("ValidatingAdmissionPolicyBinding", map[string]any{"policyName": name, "validationActions": []any{"Deny"}}),
	}
}
