package apply

import (
	"fmt"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/repo"
)

// references checks what the objects of a phase refer to: it has to be there before, by what
// dependsOn says and not by luck.
func (w *world) references(phase *repo.Phase, target string) []repo.Finding {
	var findings []repo.Finding
	for _, object := range phase.Objects {
		findings = append(findings, w.referencesOf(phase, target, object)...)
	}
	return findings
}

func (w *world) referencesOf(phase *repo.Phase, target string, object repo.Object) []repo.Finding {
	var problems []string
	need := func(kind, namespace, name, field string) {
		if name == "" {
			return
		}
		if problem := w.need(phase, target, kind, namespace, name); problem != "" {
			problems = append(problems, field+": "+problem)
		}
	}
	gvk := object.GroupVersionKind()
	if w.provided[key(target, "kind", gvk.Group, gvk.Kind)] != "" {
		need("kind", gvk.Group, gvk.Kind, "apiVersion")
	}
	namespace := object.GetNamespace()
	if namespace != "" {
		need("Namespace", "", namespace, "metadata.namespace")
	}
	for _, reference := range podReferences(object.Unstructured) {
		need(reference.kind, namespace, reference.name, reference.field)
	}
	switch object.GetKind() {
	case "HelmRelease":
		for _, reference := range helmReferences(object.Unstructured) {
			need(reference.kind, namespace, reference.name, reference.field)
		}
	case "ExternalSecret":
		kind := text(object.Unstructured, "spec", "secretStoreRef", "kind")
		in := ""
		if kind == "" || kind == "SecretStore" {
			kind, in = "SecretStore", namespace
		}
		need(kind, in, text(object.Unstructured, "spec", "secretStoreRef", "name"), "spec.secretStoreRef.name")
	}
	if strings.HasSuffix(gvk.Group, ".m.upbound.io") {
		kind := text(object.Unstructured, "spec", "providerConfigRef", "kind")
		in := ""
		if kind == "ProviderConfig" {
			in = namespace
		}
		need(kind, in, text(object.Unstructured, "spec", "providerConfigRef", "name"), "spec.providerConfigRef.name")
		for field, name := range secretRefs("spec", object.Object["spec"]) {
			need("Secret", namespace, name, field)
		}
	}
	sort.Strings(problems)
	var findings []repo.Finding
	for _, problem := range problems {
		findings = append(findings, object.Finding(problem))
	}
	return findings
}

type reference struct{ kind, name, field string }

// podReferences are the ConfigMaps, Secrets and service accounts that the object's pods start with.
func podReferences(object *unstructured.Unstructured) []reference {
	var found []reference
	if name := text(object, "spec", "serviceAccount"); name != "" && object.GetKind() == "FlinkDeployment" {
		found = append(found, reference{"ServiceAccount", name, "spec.serviceAccount"})
	}
	for _, template := range podTemplates(object) {
		pod := template.spec
		for _, field := range []string{"serviceAccountName", "serviceAccount"} {
			if name, _ := pod[field].(string); name != "" && name != "default" {
				found = append(found, reference{"ServiceAccount", name, template.field + "." + field})
			}
		}
		for _, list := range []string{"containers", "initContainers"} {
			for i, entry := range slice(pod[list]) {
				found = append(found, containerReferences(entry, fmt.Sprintf("%s.%s[%d]", template.field, list, i))...)
			}
		}
		for i, entry := range slice(pod["volumes"]) {
			field := fmt.Sprintf("%s.volumes[%d]", template.field, i)
			found = append(found, named("ConfigMap", entry["configMap"], "name", field+".configMap.name")...)
			found = append(found, named("Secret", entry["secret"], "secretName", field+".secret.secretName")...)
			projected, _ := entry["projected"].(map[string]any)
			for j, source := range slice(projected["sources"]) {
				at := fmt.Sprintf("%s.projected.sources[%d]", field, j)
				found = append(found, named("ConfigMap", source["configMap"], "name", at+".configMap.name")...)
				found = append(found, named("Secret", source["secret"], "name", at+".secret.name")...)
			}
		}
		for i, entry := range slice(pod["imagePullSecrets"]) {
			found = append(found, named("Secret", entry, "name", fmt.Sprintf("%s.imagePullSecrets[%d].name", template.field, i))...)
		}
	}
	return found
}

func containerReferences(container map[string]any, field string) []reference {
	var found []reference
	for i, entry := range slice(container["envFrom"]) {
		at := fmt.Sprintf("%s.envFrom[%d]", field, i)
		found = append(found, named("ConfigMap", entry["configMapRef"], "name", at+".configMapRef.name")...)
		found = append(found, named("Secret", entry["secretRef"], "name", at+".secretRef.name")...)
	}
	for i, entry := range slice(container["env"]) {
		from, _ := entry["valueFrom"].(map[string]any)
		at := fmt.Sprintf("%s.env[%d].valueFrom", field, i)
		found = append(found, named("ConfigMap", from["configMapKeyRef"], "name", at+".configMapKeyRef.name")...)
		found = append(found, named("Secret", from["secretKeyRef"], "name", at+".secretKeyRef.name")...)
	}
	return found
}

// named is a reference unless it says that it is optional.
func named(kind string, value any, field, at string) []reference {
	object, _ := value.(map[string]any)
	name, _ := object[field].(string)
	if optional, _ := object["optional"].(bool); name == "" || optional {
		return nil
	}
	return []reference{{kind, name, at}}
}

func slice(value any) []map[string]any {
	entries, _ := value.([]any)
	var all []map[string]any
	for _, entry := range entries {
		if object, ok := entry.(map[string]any); ok {
			all = append(all, object)
		}
	}
	return all
}

func helmReferences(release *unstructured.Unstructured) []reference {
	var found []reference
	source, _, _ := unstructured.NestedMap(release.Object, "spec", "chart", "spec", "sourceRef")
	if source == nil {
		source, _, _ = unstructured.NestedMap(release.Object, "spec", "chartRef")
	}
	kind, _ := source["kind"].(string)
	name, _ := source["name"].(string)
	if in, _ := source["namespace"].(string); in == "" || in == release.GetNamespace() {
		found = append(found, reference{kind, name, "spec.chart.spec.sourceRef.name"})
	}
	values, _, _ := unstructured.NestedSlice(release.Object, "spec", "valuesFrom")
	for i, entry := range slice(any(values)) {
		kind, _ := entry["kind"].(string)
		found = append(found, named(kind, entry, "name", fmt.Sprintf("spec.valuesFrom[%d].name", i))...)
	}
	return found
}

// secretRefs are the Secrets of a managed resource: fields like passwordSecretRef. What it writes is none.
func secretRefs(at string, value any) map[string]string {
	found := map[string]string{}
	switch typed := value.(type) {
	case map[string]any:
		for field, nested := range typed {
			reference, _ := nested.(map[string]any)
			if name, _ := reference["name"].(string); strings.HasSuffix(field, "SecretRef") && name != "" {
				found[at+"."+field+".name"] = name
				continue
			}
			for inner, name := range secretRefs(at+"."+field, nested) {
				found[inner] = name
			}
		}
	case []any:
		for i, nested := range typed {
			for inner, name := range secretRefs(fmt.Sprintf("%s[%d]", at, i), nested) {
				found[inner] = name
			}
		}
	}
	return found
}

// secretsOf notes the Secrets that an operator makes for the object: pods of the same phase wait for
// them, later phases need a Kustomization that does.
func (w *world) secretsOf(phase *repo.Phase, cluster string, object *unstructured.Unstructured) {
	name := ""
	switch object.GetKind() {
	case "ExternalSecret":
		if name = text(object, "spec", "target", "name"); name == "" {
			name = object.GetName()
		}
	case "Certificate":
		name = text(object, "spec", "secretName")
	case "KafkaUser":
		name = object.GetName()
	default:
		name = text(object, "spec", "writeConnectionSecretToRef", "name")
	}
	for _, secret := range append(generatedSecrets(object), name) {
		if secret == "" {
			continue
		}
		w.provide(phase.Name, cluster, "Secret", object.GetNamespace(), secret)
		if !waitsFor(phase, object) {
			w.unwaited[key(cluster, "Secret", object.GetNamespace(), secret)] = object.GetKind() + " " + object.GetName()
		}
	}
}

// generatedSecrets are the Secrets that a provider fills itself when they are missing, because the
// managed resource asks for it.
func generatedSecrets(object *unstructured.Unstructured) []string {
	var names []string
	for flag, field := range map[string]string{
		"autoGeneratePassword": "passwordSecretRef", "autoGenerateAuthToken": "authTokenSecretRef",
	} {
		if on, _, _ := unstructured.NestedBool(object.Object, "spec", "forProvider", flag); on {
			names = append(names, text(object, "spec", "forProvider", field, "name"))
		}
	}
	return names
}
