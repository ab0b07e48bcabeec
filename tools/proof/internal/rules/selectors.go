package rules

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"

	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
)

// Referred: what a managed resource refers to, by name or by labels, is there: in its own namespace, or in the one that
// the reference says. The provider waits for ever for what is not.
func Referred(p *plane.Plane) []repo.Finding {
	var findings []repo.Finding
	managed := p.Managed()
	for _, r := range managed {
		forProvider, _, _ := unstructured.NestedMap(r.UnstructuredContent(), "spec", "forProvider")
		for _, wanted := range references(forProvider, "") {
			namespace := wanted.namespace
			if namespace == "" {
				namespace = r.GetNamespace()
			}
			if !found(managed, namespace, wanted) {
				findings = append(findings, r.Finding(fmt.Sprintf("%s %s: spec.forProvider.%s finds nothing in namespace %s",
					r.GetKind(), r.GetName(), wanted.field, namespace)))
			}
		}
	}
	return findings
}

type reference struct {
	field, namespace, name string
	labels                 map[string]string
}

// references below a value, however deep. What the fields call a Secret is one of Kubernetes, which others look after.
func references(value any, field string) []reference {
	var out []reference
	switch typed := value.(type) {
	case map[string]any:
		for name, inner := range typed {
			path := strings.TrimPrefix(field+"."+name, ".")
			entry, _ := inner.(map[string]any)
			namespace, _ := entry["namespace"].(string)
			switch {
			case strings.HasSuffix(name, "SecretRef"):
			case strings.HasSuffix(name, "Selector") && entry != nil:
				matched, _, _ := unstructured.NestedStringMap(entry, "matchLabels")
				out = append(out, reference{field: path, namespace: namespace, labels: matched})
			case strings.HasSuffix(name, "Ref") && entry != nil:
				called, _ := entry["name"].(string)
				out = append(out, reference{field: path, namespace: namespace, name: called})
			case strings.HasSuffix(name, "Refs"):
				list, _ := inner.([]any)
				for _, item := range list {
					out = append(out, references(map[string]any{strings.TrimSuffix(name, "s"): item}, field)...)
				}
			default:
				out = append(out, references(inner, path)...)
			}
		}
	case []any:
		for _, inner := range typed {
			out = append(out, references(inner, field)...)
		}
	}
	return out
}

func found(managed []plane.Resource, namespace string, wanted reference) bool {
	for _, r := range managed {
		if r.GetNamespace() != namespace {
			continue
		}
		if wanted.name != "" && r.GetName() == wanted.name {
			return true
		}
		if len(wanted.labels) > 0 && labels.SelectorFromSet(wanted.labels).Matches(labels.Set(r.GetLabels())) {
			return true
		}
	}
	return false
}
