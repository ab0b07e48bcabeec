package compose

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"
)

const (
	resourceName = "crossplane.io/composition-resource-name"
	externalName = "crossplane.io/external-name"
	recordedAt   = "2026-01-01T00:00:00Z"
)

// Schemas tells what a kind's status.atProvider can hold: nil for a kind that is not a managed resource.
type Schemas interface {
	AtProvider(kind schema.GroupVersionKind) map[string]any
}

// Record is what a cloud is recorded to answer for the resources that match.
type Record struct {
	Group      string         `json:"group"`      // first part of the API group; empty matches all
	Kind       string         `json:"kind"`       // of the managed resource
	Resource   string         `json:"resource"`   // pattern of its name within the composition; empty matches all
	When       string         `json:"when"`       // a field of the resource that must be set, as spec.forProvider.x
	AtProvider map[string]any `json:"atProvider"` // overrides the generic values
	Status     map[string]any `json:"status"`     // of kinds that are not managed resources
	file       string
}

// Recorded answers for the cloud: generic identifiers for every managed resource, recorded values where a
// composition needs more.
type Recorded struct {
	schemas Schemas
	records []Record
}

// LoadRecorded reads every record under folder, which need not exist: most compositions read only what is generic.
func LoadRecorded(folder string, schemas Schemas) (*Recorded, error) {
	recorded := &Recorded{schemas: schemas}
	if _, err := os.Stat(folder); os.IsNotExist(err) {
		return recorded, nil
	}
	err := filepath.WalkDir(folder, func(file string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".yaml" {
			return err
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		var records []Record
		if err := yaml.UnmarshalStrict(content, &records); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		for _, record := range records {
			record.file = file
			recorded.records = append(recorded.records, record)
		}
		return nil
	})
	return recorded, err
}

// Pending is a composed resource that was created and is not ready yet.
func (r *Recorded) Pending(composed Object) Object {
	out := stored(composed)
	if managed := r.schemas.AtProvider(composed.GroupVersionKind()); managed != nil {
		setConditions(out, current(out, "Synced", "True", "ReconcileSuccess"), current(out, "Ready", "False", "Creating"))
	}
	return out
}

// Unsynced is a composed resource that was ready, changed since, and is not looked at by its provider yet.
func (r *Recorded) Unsynced(composed Object) (Object, error) {
	out, err := r.Ready(composed)
	if err == nil {
		out.SetGeneration(out.GetGeneration() + 1)
	}
	return out, err
}

// Ready is a composed resource as it is when the cloud has made it.
func (r *Recorded) Ready(composed Object) (Object, error) {
	out := stored(composed)
	managed := r.schemas.AtProvider(composed.GroupVersionKind())
	if managed != nil {
		id := out.GetAnnotations()[externalName]
		if id == "" {
			id = strings.ToLower(out.GetKind()) + "-" + out.GetName()
			annotate(out, externalName, id)
		}
		provided := map[string]any{}
		for field, value := range map[string]string{"id": id, "arn": arn(out, id)} {
			if _, has := managed[field]; has {
				provided[field] = value
			}
		}
		out.Object["status"] = map[string]any{"atProvider": provided}
		// What the cloud's provider says of a resource's Ready has no generation, only what the reconciler itself says.
		setConditions(out, current(out, "Synced", "True", "ReconcileSuccess"), condition("Ready", "True", "Available"))
	} else if strings.HasSuffix(composed.GroupVersionKind().Group, ".crossplane.io") {
		setConditions(out, current(out, "Ready", "True", "Available"))
	} else if strings.Contains(composed.GetAPIVersion(), ".") {
		setConditions(out, condition("Ready", "True", "Available"))
	}
	for _, record := range r.records {
		if !record.matches(composed) {
			continue
		}
		if err := record.apply(out, managed); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (r Record) matches(composed Object) bool {
	name := composed.GetAnnotations()[resourceName]
	matched, _ := path.Match(r.Resource, name)
	group, _, _ := strings.Cut(composed.GroupVersionKind().Group, ".")
	set := true
	if r.When != "" {
		_, set, _ = unstructured.NestedFieldNoCopy(composed.Object, strings.Split(r.When, ".")...)
	}
	return r.Kind == composed.GetKind() && (r.Group == "" || r.Group == group) && (r.Resource == "" || matched) && set
}

// apply refuses values that the real kind could never show: a composition that reads them would wait forever.
func (r Record) apply(to Object, managed map[string]any) error {
	for field, value := range r.AtProvider {
		if _, has := managed[field]; !has {
			return fmt.Errorf("%s: %s has no status.atProvider.%s", r.file, to.GetKind(), field)
		}
		if err := unstructured.SetNestedField(to.Object, copied(value), "status", "atProvider", field); err != nil {
			return fmt.Errorf("%s: %w", r.file, err)
		}
	}
	for field, value := range r.Status {
		if err := unstructured.SetNestedField(to.Object, copied(value), "status", field); err != nil {
			return fmt.Errorf("%s: %w", r.file, err)
		}
	}
	return nil
}

func copied(value any) any { return integers(plain(value)) }

// stored is what the API server keeps of an applied object.
func stored(composed Object) Object {
	out := composed.DeepCopy()
	out.SetGeneration(1)
	out.SetResourceVersion("1")
	return out
}

func setConditions(object Object, conditions ...any) {
	// The path has no list on the way: it cannot fail.
	_ = unstructured.SetNestedSlice(object.Object, conditions, "status", "conditions")
}

func condition(kind, status, reason string) map[string]any {
	return map[string]any{"type": kind, "status": status, "reason": reason, "lastTransitionTime": recordedAt}
}

// current is a condition that says of which generation it is.
func current(of Object, kind, status, reason string) map[string]any {
	out := condition(kind, status, reason)
	out["observedGeneration"] = of.GetGeneration()
	return out
}

func annotate(object Object, key, value string) {
	annotations := object.GetAnnotations()
	if annotations == nil {
		annotations = map[string]string{}
	}
	annotations[key] = value
	object.SetAnnotations(annotations)
}

func arn(object Object, id string) string {
	service, _, _ := strings.Cut(object.GroupVersionKind().Group, ".")
	region, _, _ := unstructured.NestedString(object.Object, "spec", "forProvider", "region")
	return fmt.Sprintf("arn:aws:%s:%s:111111111111:%s/%s", service, region, strings.ToLower(object.GetKind()), id)
}
