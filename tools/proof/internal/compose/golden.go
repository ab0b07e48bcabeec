package compose

import (
	"bytes"
	"strings"

	"sigs.k8s.io/yaml"
)

// masked stands for every value of a Secret: a golden file holds none, and generated ones differ from run to run.
const masked = "***"

// wanted is the annotation by which a composition knows what it wrote last: it changes with the rest of the object.
const wanted = "platform.odds-update.io/wanted"

// StandardTags begins the keys of the tags that every taggable resource has.
const StandardTags = "odds:"

// Golden is a step as text: the composite's state first, then what changed since the step before.
func (s Step) Golden() ([]byte, error) {
	xr := Comparable(s.XR)
	head := map[string]any{
		"composite": map[string]any{"kind": xr.GetKind(), "name": xr.GetName(), "status": xr.Object["status"]},
	}
	if len(s.Unchanged) > 0 {
		head["unchanged"] = s.Unchanged
	}
	if warnings := s.Warnings(); len(warnings) > 0 {
		head["warnings"] = warnings
	}
	if len(s.Requests) > 0 {
		head["requests"] = s.Requests
	}
	documents := []any{head}
	for _, object := range s.Changed {
		documents = append(documents, brief(Comparable(object)).Object)
	}
	var out bytes.Buffer
	for i, document := range documents {
		if i > 0 {
			out.WriteString("---\n")
		}
		text, err := yaml.Marshal(document)
		if err != nil {
			return nil, err
		}
		out.Write(text)
	}
	return out.Bytes(), nil
}

// brief leaves out what rules demand of every managed resource alike: its provider and the standard tags.
func brief(object Object) Object {
	spec, _ := object.Object["spec"].(map[string]any)
	provider, _ := spec["forProvider"].(map[string]any)
	if provider == nil {
		return object
	}
	delete(spec, "providerConfigRef")
	if tags, ok := provider["tags"].(map[string]any); ok {
		for key := range tags {
			if strings.HasPrefix(key, StandardTags) {
				delete(tags, key)
			}
		}
	}
	return object
}

// Comparable is an object without what differs from run to run and what every composed object has alike.
func Comparable(object Object) Object {
	out := object.DeepCopy()
	if metadata, ok := out.Object["metadata"].(map[string]any); ok {
		for _, field := range []string{"uid", "resourceVersion", "generation", "ownerReferences", "managedFields", "creationTimestamp"} {
			delete(metadata, field)
		}
		if annotations, ok := metadata["annotations"].(map[string]any); ok {
			delete(annotations, wanted)
			if len(annotations) == 0 {
				delete(metadata, "annotations")
			}
		}
	}
	if status, ok := out.Object["status"].(map[string]any); ok {
		conditions, _ := status["conditions"].([]any)
		for _, entry := range conditions {
			if condition, ok := entry.(map[string]any); ok {
				delete(condition, "lastTransitionTime")
				delete(condition, "observedGeneration")
			}
		}
	}
	if out.GetKind() == "Secret" && out.GetAPIVersion() == "v1" {
		for _, field := range []string{"data", "stringData"} {
			if values, ok := out.Object[field].(map[string]any); ok {
				for key := range values {
					values[key] = masked
				}
			}
		}
	}
	return out
}
