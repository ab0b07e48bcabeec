package apply

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"

	"odds-update/tools/proof/internal/repo"
)

// template is a pod that the object's controller would make.
type template struct {
	spec  map[string]any
	meta  map[string]any
	field string
}

// podTemplates finds the pods of workloads. API servers judge Pods, not the templates they come
// from, and no controller makes Pods here.
func podTemplates(object *unstructured.Unstructured) []template {
	at := map[string][]string{
		"Pod":         {},
		"Deployment":  {"spec", "template"},
		"StatefulSet": {"spec", "template"},
		"DaemonSet":   {"spec", "template"},
		"Job":         {"spec", "template"},
		"CronJob":     {"spec", "jobTemplate", "spec", "template"},
	}
	if path, ok := at[object.GetKind()]; ok {
		found, _, _ := unstructured.NestedMap(object.Object, append(path, "spec")...)
		meta, _, _ := unstructured.NestedMap(object.Object, append(path, "metadata")...)
		if found == nil {
			return nil
		}
		return []template{{found, meta, strings.Join(append(path, "spec"), ".")}}
	}
	if object.GetKind() != "FlinkDeployment" {
		return nil
	}
	// The operator merges the common template with each of the two and adds its own container.
	common, _, _ := unstructured.NestedMap(object.Object, "spec", "podTemplate", "spec")
	var all []template
	for _, part := range []string{"jobManager", "taskManager"} {
		own, _, _ := unstructured.NestedMap(object.Object, "spec", part, "podTemplate", "spec")
		spec := withFlinkContainer(merge(common, own))
		if name := text(object, "spec", "serviceAccount"); name != "" {
			spec["serviceAccountName"] = name
		}
		field := "spec.podTemplate.spec"
		if own != nil {
			field = "spec." + part + ".podTemplate.spec"
		}
		all = append(all, template{spec, nil, field})
	}
	return all
}

const flinkContainer = "flink-main-container"

func withFlinkContainer(spec map[string]any) map[string]any {
	containers, _ := spec["containers"].([]any)
	for _, container := range slice(any(containers)) {
		if container["name"] == flinkContainer {
			return spec
		}
	}
	spec["containers"] = append(containers, map[string]any{"name": flinkContainer})
	return spec
}

// merge lays own over common; lists of named things are merged by name.
func merge(common, own map[string]any) map[string]any {
	merged := runtime.DeepCopyJSON(common)
	if merged == nil {
		merged = map[string]any{}
	}
	for field, value := range own {
		switch typed := value.(type) {
		case map[string]any:
			under, _ := merged[field].(map[string]any)
			merged[field] = merge(under, typed)
		case []any:
			under, _ := merged[field].([]any)
			merged[field] = mergeNamed(under, typed)
		default:
			merged[field] = value
		}
	}
	return merged
}

func mergeNamed(common, own []any) []any {
	merged := append([]any{}, common...)
	for _, entry := range own {
		object, _ := entry.(map[string]any)
		found := false
		for i, existing := range merged {
			under, _ := existing.(map[string]any)
			if object["name"] != nil && under["name"] == object["name"] {
				merged[i], found = merge(under, object), true
			}
		}
		if !found {
			merged = append(merged, entry)
		}
	}
	return merged
}

// podSecurity judges every pod template at the level that its namespace enforces.
func (w *world) podSecurity(phase *repo.Phase, target string) []repo.Finding {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return []repo.Finding{phase.Finding(err.Error())}
	}
	var findings []repo.Finding
	for _, object := range phase.Objects {
		for _, template := range podTemplates(object.Unstructured) {
			level := w.level(target, object.GetNamespace())
			if level == "" {
				findings = append(findings, object.Finding(fmt.Sprintf("namespace %s of cluster %s enforces no level: "+
					"label it pod-security.kubernetes.io/enforce", object.GetNamespace(), target)))
				continue
			}
			pod := &corev1.Pod{}
			content := map[string]any{"spec": template.spec}
			if template.meta != nil {
				content["metadata"] = template.meta
			}
			if err := runtime.DefaultUnstructuredConverter.FromUnstructured(content, pod); err != nil {
				findings = append(findings, object.Finding(template.field+": "+err.Error()))
				continue
			}
			verdict := policy.AggregateCheckResults(evaluator.EvaluatePod(
				api.LevelVersion{Level: api.Level(level), Version: api.LatestVersion()}, &metav1.ObjectMeta{}, &pod.Spec))
			if !verdict.Allowed {
				findings = append(findings, object.Finding(fmt.Sprintf("%s breaks the level %s of namespace %s: %s",
					template.field, level, object.GetNamespace(), verdict.ForbiddenDetail())))
			}
		}
	}
	return findings
}

func (w *world) level(cluster, namespace string) string {
	return w.levels[cluster+"/"+namespace]
}
