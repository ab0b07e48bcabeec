package rules

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
)

// keepers are the roles that see every Secret of their namespace, by cluster, namespace and name, and whose Secrets
// those may be: the kind of the composite resource that makes them.
var keepers = map[string]string{
	// Strimzi's user operator keeps one a user and watches them all.
	repo.Hub + "/partners/user-operator": "EdgePartner",
}

// SecretsApart: nobody is given all Secrets of a namespace, unless they are all of one maker that is his to see.
func SecretsApart(p *plane.Plane) []repo.Finding {
	var findings []repo.Finding
	makers := secretMakers(p)
	for _, r := range p.Resources() {
		if bindsWide(p, r) {
			where := "namespace " + r.GetNamespace()
			if r.GetNamespace() == "" {
				where = "every namespace"
			}
			findings = append(findings, r.Finding(fmt.Sprintf("roleRef: grants all Secrets of %s: bind a Role that names them in resourceNames", where)))
		}
		if !isOf(r, "Role") || !grantsSecrets(r.Unstructured) {
			continue
		}
		at := r.Cluster + "/" + r.GetNamespace()
		maker, kept := keepers[at+"/"+r.GetName()]
		if !kept {
			findings = append(findings, r.Finding(fmt.Sprintf("rules: grants all Secrets of namespace %s: name them in resourceNames", r.GetNamespace())))
			continue
		}
		for _, secret := range makers[at] {
			if secret.kind != maker {
				findings = append(findings, r.Finding(fmt.Sprintf("rules: grants all Secrets of namespace %s, and %s is %s's", r.GetNamespace(), secret.name, secret.kind)))
			}
		}
	}
	return findings
}

// bindsWide tells whether the object binds a ClusterRole over Secrets, which grants what its bindings say and nothing
// without one. What nobody here can read may be over all: edit and admin, which a cluster brings, and what is
// collected there. A role that only Crossplane's own collects is Crossplane's, which makes Secrets.
func bindsWide(p *plane.Plane, r plane.Resource) bool {
	kind, _, _ := unstructured.NestedString(r.UnstructuredContent(), "roleRef", "kind")
	if !isOf(r, "RoleBinding") && !isOf(r, "ClusterRoleBinding") || kind != "ClusterRole" {
		return false
	}
	name, _, _ := unstructured.NestedString(r.UnstructuredContent(), "roleRef", "name")
	for _, role := range p.Resources() {
		if role.Cluster == r.Cluster && isOf(role, "ClusterRole") && role.GetName() == name {
			return role.UnstructuredContent()["aggregationRule"] != nil || grantsSecrets(role.Unstructured)
		}
	}
	return true
}

func isOf(r plane.Resource, kind string) bool {
	return r.GroupVersionKind().Group == rbac && r.GetKind() == kind
}

const rbac = "rbac.authorization.k8s.io"

func grantsSecrets(role *unstructured.Unstructured) bool {
	rules, _, _ := unstructured.NestedSlice(role.UnstructuredContent(), "rules")
	return slices.ContainsFunc(rules, func(entry any) bool {
		rule, _ := entry.(map[string]any)
		has := func(field string, wanted ...string) bool {
			values, _, _ := unstructured.NestedStringSlice(rule, field)
			return slices.ContainsFunc(values, func(value string) bool { return slices.Contains(wanted, value) })
		}
		names, _, _ := unstructured.NestedStringSlice(rule, "resourceNames")
		return len(names) == 0 && has("apiGroups", "", "*") && has("resources", "secrets", "*") &&
			has("verbs", "*", "get", "list", "watch", "update", "patch", "delete", "deletecollection")
	})
}

type secret struct{ name, kind string }

// secretMakers are the Secrets of each namespace that the control plane knows of: made as such, written by a managed
// resource, or the place of a password that the provider makes.
func secretMakers(p *plane.Plane) map[string][]secret {
	out := map[string][]secret{}
	for _, r := range p.Resources() {
		kind := r.GetKind()
		if r.Of != nil {
			kind = r.Of.GetKind()
		}
		at := r.Cluster + "/" + r.GetNamespace()
		add := func(name string) { out[at] = append(out[at], secret{name, kind}) }
		if r.GetKind() == "Secret" && r.GroupVersionKind().Group == "" {
			add(r.GetName())
		}
		if name, found, _ := unstructured.NestedString(r.UnstructuredContent(), "spec", "target", "name"); found && r.GetKind() == "ExternalSecret" {
			add(name)
		}
		if name, found, _ := unstructured.NestedString(r.UnstructuredContent(), "spec", "writeConnectionSecretToRef", "name"); found {
			add(name)
		}
		forProvider, _, _ := unstructured.NestedMap(r.UnstructuredContent(), "spec", "forProvider")
		for field, value := range forProvider {
			if reference, ok := value.(map[string]any); ok && strings.HasSuffix(field, "SecretRef") {
				if name, ok := reference["name"].(string); ok {
					add(name)
				}
			}
		}
	}
	return out
}
