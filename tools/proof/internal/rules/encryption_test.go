package rules

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/plane/planetest"
)

func TestLogsAndAlarmsLieUnderAKeyThatLetsThemIn(t *testing.T) {
	for _, p := range planes(t) {
		none(t, Encrypted(p))
	}
}

func TestLogsWithoutAKeyOrAKeyThatKeepsThemOutAreFound(t *testing.T) {
	p := planetest.Plane(t, "dev")
	spoil(t, p, "Group.cloudwatchlogs.aws.m.upbound.io", func(forProvider map[string]any, _ *unstructured.Unstructured) {
		delete(forProvider, "kmsKeyIdRef")
	})
	spoil(t, p, "Topic.sns.aws.m.upbound.io", func(forProvider map[string]any, _ *unstructured.Unstructured) {
		forProvider["kmsMasterKeyId"] = "alias/aws/sns"
	})
	some(t, Encrypted(p), "spec.forProvider.kmsKeyIdRef must name a key of ours")
	some(t, Encrypted(p), "spec.forProvider.kmsMasterKeyId must name a key of ours")
	for _, resource := range p.Managed() {
		if resource.GroupVersionKind().GroupKind().String() != "Key.kms.aws.m.upbound.io" {
			continue
		}
		before := resource.DeepCopy()
		t.Cleanup(func() { resource.SetUnstructuredContent(before.Object) })
		policy, _, _ := unstructured.NestedString(resource.UnstructuredContent(), "spec", "forProvider", "policy")
		policy = strings.NewReplacer("logs.", "any.", "cloudwatch.", "any.").Replace(policy)
		if err := unstructured.SetNestedField(resource.UnstructuredContent(), policy, "spec", "forProvider", "policy"); err != nil {
			t.Fatal(err)
		}
	}
	some(t, Encrypted(p), "does not name logs.eu-west-1.amazonaws.com")
	some(t, Encrypted(p), "does not name cloudwatch.amazonaws.com")
}
