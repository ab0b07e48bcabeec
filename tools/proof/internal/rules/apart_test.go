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
	bound := func(role string) func(*unstructured.Unstructured) {
		return func(binding *unstructured.Unstructured) {
			_ = unstructured.SetNestedStringMap(binding.Object, map[string]string{
				"apiGroup": rbac, "kind": "ClusterRole", "name": role}, "roleRef")
		}
	}
	for _, role := range []string{"crossplane-composes", "edit", "admin", "cluster-admin"} {
		t.Run("that is bound as ClusterRole "+role, func(t *testing.T) {
			edit(t, p, "RoleBinding", "platform", "topic-operator", bound(role))
			some(t, SecretsApart(p), "roleRef: grants all Secrets of namespace platform")
		})
		// The right of the keeper is in his Role: a binding of the same name has none.
		t.Run("that a keeper is bound to, "+role, func(t *testing.T) {
			edit(t, p, "RoleBinding", "partners", "user-operator", bound(role))
			some(t, SecretsApart(p), "roleRef: grants all Secrets of namespace partners")
		})
	}
	t.Run("everywhere", func(t *testing.T) {
		edit(t, p, "RoleBinding", "platform", "topic-operator", func(binding *unstructured.Unstructured) {
			bound("edit")(binding)
			binding.SetKind("ClusterRoleBinding")
			binding.SetNamespace("")
		})
		some(t, SecretsApart(p), "roleRef: grants all Secrets of every namespace")
	})
	t.Run("of a ClusterRole in Git without Secrets", func(t *testing.T) {
		edit(t, p, "ClusterRole", "", "crossplane-composes", func(role *unstructured.Unstructured) { role.Object["rules"] = []any{} })
		edit(t, p, "RoleBinding", "platform", "topic-operator", bound("crossplane-composes"))
		none(t, SecretsApart(p))
		edit(t, p, "ClusterRole", "", "crossplane-composes", func(role *unstructured.Unstructured) {
			role.Object["aggregationRule"] = map[string]any{}
		})
		some(t, SecretsApart(p), "roleRef: grants all Secrets of namespace platform")
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
		some(t, Referred(p), "in namespace partners")
		selector["namespace"] = was
	}
}

func TestAReferenceToAnotherKindIsFound(t *testing.T) {
	p := planetest.Plane(t, "dev")
	refer := func(t *testing.T, kind string, fields map[string]any) {
		t.Helper()
		for _, r := range p.Managed() {
			if r.GetKind() == kind && r.Of.GetKind() == "KafkaCluster" {
				was, _, _ := unstructured.NestedMap(r.UnstructuredContent(), "spec", "forProvider")
				t.Cleanup(func() { _ = unstructured.SetNestedMap(r.UnstructuredContent(), was, "spec", "forProvider") })
				for field, value := range fields {
					_ = unstructured.SetNestedField(r.UnstructuredContent(), value, "spec", "forProvider", field)
				}
				return
			}
		}
		t.Fatalf("KafkaCluster makes no %s", kind)
	}
	edge := func(part string) map[string]any { return map[string]any{"name": "kafkacluster-edge-" + part} }
	t.Run("by name", func(t *testing.T) {
		refer(t, "Alias", map[string]any{"targetKeyIdRef": edge("cluster")})
		some(t, Referred(p), "spec.forProvider.targetKeyIdRef finds no kms.Key in namespace platform")
	})
	t.Run("by labels", func(t *testing.T) {
		refer(t, "SecurityGroup", map[string]any{"vpcIdSelector": map[string]any{
			"matchLabels": map[string]any{"platform.odds-update.io/kafkacluster": "edge"}}})
		some(t, Referred(p), "spec.forProvider.vpcIdSelector finds no ec2.VPC in namespace platform")
	})
	t.Run("in a list", func(t *testing.T) {
		refer(t, "ClusterPolicy", map[string]any{"securityGroupIdRefs": []any{edge("access"), edge("key")}})
		some(t, Referred(p), "spec.forProvider.securityGroupIdRef finds no ec2.SecurityGroup in namespace platform")
	})
	t.Run("in a field that nobody knows", func(t *testing.T) {
		refer(t, "Alias", map[string]any{"otherIdRef": edge("key")})
		some(t, Referred(p), "spec.forProvider.otherIdRef: of which kind that is, selectors.go does not say")
	})
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
