// Package repo reads the control plane as Flux does: the Kustomizations of clusters/infra-ops, and
// what each of them applies, with the file and line that every object comes from.
package repo

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"sort"

	yamlv3 "go.yaml.in/yaml/v3"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// Repo is the control plane of one environment.
type Repo struct {
	// Root is a copy: builds write into it.
	Root        string
	Environment string
	Variables   map[string]string
	// Phases stand in the order of clusters/infra-ops; see Order for the order of application.
	Phases []*Phase
	// Bootstrap are the objects that Flux itself consists of, and its own Kustomization.
	Bootstrap []Object
	parsed    map[string][]*yamlv3.Node
}

// Phase is one Flux Kustomization and what it applies.
type Phase struct {
	Object
	Name      string
	Path      string
	DependsOn []string
	Prune     bool
	// DeletionPolicy is what becomes of the objects when the Kustomization itself goes.
	DeletionPolicy string
	Wait           bool
	// KubeConfig is the name of the ConfigMap with the target cluster; "" for the hub.
	KubeConfig string
	Objects    []Object
	// Findings are why it cannot be built; Objects are then not all.
	Findings []Finding
}

// FluxNamespace is where Flux and all its Kustomizations live.
const FluxNamespace = "flux-system"

// Load copies the control plane below root into work and builds one environment of it.
// The error joins every Finding; the Repo holds whatever could be built.
func Load(root, work, environment string) (*Repo, error) {
	return LoadWith(root, work, environment, nil)
}

// LoadWith builds it with some variables changed.
func LoadWith(root, work, environment string, changed map[string]string) (*Repo, error) {
	folder := filepath.Join(work, environment)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	// A link on the way to the folder (as /tmp is on some systems) would be refused by the secure build.
	folder, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return nil, err
	}
	if err := Copy(root, folder); err != nil {
		return nil, err
	}
	if err := fillBootstrap(folder); err != nil {
		return nil, err
	}
	variables, err := Variables(folder, environment)
	if err != nil {
		return nil, err
	}
	maps.Copy(variables, changed)
	r := &Repo{Root: folder, Environment: environment, Variables: variables, parsed: map[string][]*yamlv3.Node{}}
	if err := r.readPhases(); err != nil {
		return r, err
	}
	var problems []error
	for _, phase := range r.Phases {
		objects, err := r.build(phase.Unstructured)
		phase.Objects = objects
		for i := range phase.Objects {
			phase.Objects[i].Phase = phase.Name
		}
		phase.Findings = r.inPhase(phase, err)
		for _, finding := range phase.Findings {
			problems = append(problems, finding)
		}
	}
	return r, errors.Join(problems...)
}

// inPhase completes the findings of a build; an error that is no finding is one of the Kustomization.
func (r *Repo) inPhase(phase *Phase, err error) []Finding {
	var findings []Finding
	for _, problem := range Findings(err) {
		if problem.Phase == "" {
			problem.Phase = phase.Name
		}
		if problem.Object == "" {
			located := phase.Finding(problem.Message)
			problem.Object, problem.Origin = located.Object, located.Origin
		}
		findings = append(findings, problem)
	}
	return findings
}

// Findings takes joined errors apart.
func Findings(err error) []Finding {
	if err == nil {
		return nil
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []Finding
		for _, part := range joined.Unwrap() {
			all = append(all, Findings(part)...)
		}
		return all
	}
	var finding Finding
	if errors.As(err, &finding) {
		return []Finding{finding}
	}
	return []Finding{{Message: err.Error()}}
}

// readPhases builds clusters/infra-ops twice: the first time to find Flux's own Kustomization as its
// patches leave it, the second time as that Kustomization says.
func (r *Repo) readPhases() error {
	path := "./clusters/" + Hub
	own := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "kustomize.toolkit.fluxcd.io/v1", "kind": "Kustomization",
		"metadata": map[string]any{"name": FluxNamespace, "namespace": FluxNamespace},
		"spec":     map[string]any{"path": path},
	}}
	objects, err := r.build(own)
	if err != nil {
		return fmt.Errorf("clusters/%s: %w", Hub, err)
	}
	found := false
	for _, object := range objects {
		if object.GetKind() == "Kustomization" && object.GetName() == FluxNamespace {
			own, found = object.Unstructured, true
		}
	}
	if !found {
		return fmt.Errorf("clusters/%s/flux-system/gotk-sync.yaml has no Kustomization flux-system", Hub)
	}
	if objects, err = r.build(own); err != nil {
		return fmt.Errorf("clusters/%s: %w", Hub, err)
	}
	var problems []error
	for _, object := range objects {
		object.Phase = FluxNamespace
		if object.GetKind() == "Kustomization" && object.GetName() != FluxNamespace {
			phase, err := readPhase(object)
			if err != nil {
				problems = append(problems, err)
			}
			r.Phases = append(r.Phases, phase)
			continue
		}
		r.Bootstrap = append(r.Bootstrap, object)
	}
	sort.SliceStable(r.Phases, func(i, j int) bool {
		a, b := r.Phases[i].Origin, r.Phases[j].Origin
		return a.File < b.File || a.File == b.File && a.Line < b.Line
	})
	return errors.Join(problems...)
}

func readPhase(object Object) (*Phase, error) {
	text := func(fields ...string) string {
		value, _, _ := unstructured.NestedString(object.Object, append([]string{"spec"}, fields...)...)
		return value
	}
	flag := func(field string) bool {
		value, _, _ := unstructured.NestedBool(object.Object, "spec", field)
		return value
	}
	phase := &Phase{
		Object: object, Name: object.GetName(), Path: text("path"), Prune: flag("prune"), Wait: flag("wait"),
		DeletionPolicy: text("deletionPolicy"), KubeConfig: text("kubeConfig", "configMapRef", "name"),
	}
	dependencies, _, _ := unstructured.NestedSlice(object.Object, "spec", "dependsOn")
	for _, entry := range dependencies {
		if dependency, ok := entry.(map[string]any); ok {
			name, _ := dependency["name"].(string)
			phase.DependsOn = append(phase.DependsOn, name)
		}
	}
	if object.GetNamespace() != FluxNamespace {
		return phase, object.Finding("metadata.namespace must be " + FluxNamespace)
	}
	if text("kubeConfig", "secretRef", "name") != "" {
		return phase, object.Finding("spec.kubeConfig.secretRef: no kubeconfig Secrets; use configMapRef with provider aws")
	}
	return phase, nil
}
