package rules

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/plane/planetest"
)

// edit changes one object of the phases for the length of a test.
func edit(t *testing.T, p *plane.Plane, kind, namespace, name string, change func(*unstructured.Unstructured)) {
	t.Helper()
	for _, phase := range p.Phases {
		for i, object := range phase.Objects {
			if object.GetKind() == kind && object.GetNamespace() == namespace && object.GetName() == name {
				was := object.DeepCopy()
				change(object.Unstructured)
				t.Cleanup(func() { phase.Objects[i].Unstructured = was })
				return
			}
		}
	}
	t.Fatalf("there is no %s %s/%s", kind, namespace, name)
}

func TestNothingOfASpokeTalksUnlessItIsNamed(t *testing.T) {
	for _, p := range planes(t) {
		none(t, Isolated(p))
	}
}

func TestANamespaceWithoutADefaultDenyIsFound(t *testing.T) {
	p := planetest.Plane(t, "dev")
	for name, change := range map[string]func(*unstructured.Unstructured){
		"for some pods only": func(policy *unstructured.Unstructured) {
			_ = unstructured.SetNestedField(policy.Object, "x", "spec", "podSelector", "matchLabels", "app")
		},
		"one way only": func(policy *unstructured.Unstructured) {
			_ = unstructured.SetNestedStringSlice(policy.Object, []string{"Ingress"}, "spec", "policyTypes")
		},
		"with a hole": func(policy *unstructured.Unstructured) {
			_ = unstructured.SetNestedSlice(policy.Object, []any{map[string]any{}}, "spec", "egress")
		},
	} {
		t.Run(name, func(t *testing.T) {
			edit(t, p, "NetworkPolicy", "cert-manager", "default-deny", change)
			some(t, Isolated(p), "no NetworkPolicy of namespace cert-manager denies all pods both ways")
		})
	}
}

func TestAnotherClustersAPIServerIsFound(t *testing.T) {
	p := planetest.Plane(t, "dev")
	edit(t, p, "NetworkPolicy", "flink-operator", toTheAPIServer, func(policy *unstructured.Unstructured) {
		_ = unstructured.SetNestedSlice(policy.Object, []any{}, "spec", "egress")
	})
	some(t, Isolated(p), "the API server of compute is 172.20.0.1/32")
}

func TestANetworkWithoutAServiceOfItsAddOnsIsFound(t *testing.T) {
	p := planetest.Plane(t, "dev")
	for _, r := range p.Managed() {
		name, _, _ := unstructured.NestedString(r.UnstructuredContent(), "spec", "forProvider", "serviceName")
		if r.GetKind() == "VPCEndpoint" && r.Of.GetName() == "platform" && strings.HasSuffix(name, ".ssm") {
			_ = unstructured.SetNestedField(r.UnstructuredContent(), "com.amazonaws.eu-west-1.sqs", "spec", "forProvider", "serviceName")
			defer func() {
				_ = unstructured.SetNestedField(r.UnstructuredContent(), name, "spec", "forProvider", "serviceName")
			}()
		}
	}
	some(t, Isolated(p), "spec.network: platform has no interface endpoint of ssm")
}

func TestNobodySeesAllSecretsOfOthers(t *testing.T) {
	for _, p := range planes(t) {
		none(t, SecretsApart(p))
	}
}

func TestARoleOverAllSecretsIsFound(t *testing.T) {
	p := planetest.Plane(t, "dev")
	all := func(role *unstructured.Unstructured) {
		role.Object["rules"] = []any{map[string]any{"apiGroups": []any{""}, "resources": []any{"secrets"}, "verbs": []any{"list"}}}
	}
	t.Run("in a namespace of others", func(t *testing.T) {
		edit(t, p, "Role", "platform", "topic-operator", all)
		some(t, SecretsApart(p), "grants all Secrets of namespace platform: name them in resourceNames")
	})
	t.Run("of named ones", func(t *testing.T) {
		edit(t, p, "Role", "platform", "topic-operator", func(role *unstructured.Unstructured) {
			all(role)
			role.Object["rules"].([]any)[0].(map[string]any)["resourceNames"] = []any{"mine"}
		})
		none(t, SecretsApart(p))
	})
	t.Run("that is bound to a ClusterRole", func(t *testing.T) {
		edit(t, p, "RoleBinding", "platform", "topic-operator", func(binding *unstructured.Unstructured) {
			_ = unstructured.SetNestedStringMap(binding.Object, map[string]string{
				"apiGroup": rbac, "kind": "ClusterRole", "name": "crossplane-composes"}, "roleRef")
		})
		some(t, SecretsApart(p), "grants all Secrets of namespace platform")
	})
}

func TestASecretOfAnotherAmongPartnersIsFound(t *testing.T) {
	p := planetest.Plane(t, "dev")
	for _, c := range p.Composites {
		if c.GetKind() != "Database" {
			continue
		}
		final, _ := c.Final()
		for _, composed := range final.Composed {
			if composed.GetKind() == "Instance" {
				was := composed.GetNamespace()
				composed.SetNamespace("partners")
				defer composed.SetNamespace(was)
			}
		}
	}
	some(t, SecretsApart(p), "grants all Secrets of namespace partners, and database-postgres-login is Database's")
}

func TestEveryReferenceOfAManagedResourceFindsSomething(t *testing.T) {
	for _, p := range planes(t) {
		none(t, Referred(p))
	}
}

func TestAReferenceIntoAnotherNamespaceIsFound(t *testing.T) {
	p := planetest.Plane(t, "prod")
	if len(selectorsOfPartners(p)) == 0 {
		t.Fatal("no partner refers to what Edge made")
	}
	for _, selector := range selectorsOfPartners(p) {
		was := selector["namespace"]
		delete(selector, "namespace")
		some(t, Referred(p), "finds nothing in namespace partners")
		selector["namespace"] = was
	}
}

func selectorsOfPartners(p *plane.Plane) []map[string]any {
	var out []map[string]any
	for _, r := range p.Managed() {
		forProvider, _, _ := unstructured.NestedFieldNoCopy(r.UnstructuredContent(), "spec", "forProvider")
		fields, _ := forProvider.(map[string]any)
		for _, name := range []string{"kmsKeyIdSelector", "vpnGatewayIdSelector", "securityGroupIdSelector"} {
			if selector, ok := fields[name].(map[string]any); ok && r.GetNamespace() == "partners" {
				out = append(out, selector)
			}
		}
	}
	return out
}
