package repo

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	generator "github.com/fluxcd/pkg/kustomize"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/yaml"

	"odds-update/tools/proof/internal/memory"
)

// build does with a path what kustomize-controller does: generate, build, substitute strictly.
func (r *Repo) build(kustomization *unstructured.Unstructured) ([]Object, error) {
	path, _, _ := unstructured.NestedString(kustomization.Object, "spec", "path")
	folder := filepath.Join(r.Root, path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("spec.path: %s is not a folder of this repository", path)
	}
	filled, err := r.inlineVariables(kustomization)
	if err != nil {
		return nil, err
	}
	made, err := r.built(folder, filled)
	if err != nil {
		return nil, r.unmatched(folder, err)
	}
	var objects []Object
	var problems []error
	for _, one := range made {
		object := r.takeOrigin(one.Object.DeepCopy(), folder)
		if one.Problem != "" {
			problems = append(problems, object.Finding(one.Problem))
			continue
		}
		objects = append(objects, object)
	}
	return objects, errors.Join(problems...)
}

// made is one object as Flux builds it, or why its variables cannot be filled in.
type made struct {
	Object  *unstructured.Unstructured
	Problem string
}

var builds = struct {
	sync.Mutex
	known map[string][]made
}{known: map[string][]made{}}

// built builds each content once in a run: a build loads all of Kubernetes' schemas, and
// environments and mutations differ in few of the paths.
func (r *Repo) built(folder string, kustomization unstructured.Unstructured) ([]made, error) {
	key, err := r.contentKey(folder, kustomization)
	if err != nil {
		return nil, err
	}
	builds.Lock()
	defer builds.Unlock()
	if known, ok := builds.known[key]; ok {
		return known, nil
	}
	var all []made
	_, err = memory.OfThisRun().Find(memory.Key([]byte("build"), []byte(key)), func(known []byte) (bool, error) {
		return true, json.Unmarshal(known, &all)
	}, func() ([]byte, error) {
		if all, err = buildOnce(r.Root, folder, kustomization); err != nil {
			return nil, err
		}
		return json.Marshal(all)
	})
	if err == nil {
		builds.known[key] = all
	}
	return all, err
}

// contentKey holds all that the build reads.
func (r *Repo) contentKey(folder string, kustomization unstructured.Unstructured) (string, error) {
	hash := sha256.New()
	spec, err := json.Marshal(kustomization.Object["spec"])
	if err != nil {
		return "", err
	}
	hash.Write(spec)
	reached := map[string]bool{}
	r.reach(folder, reached)
	files := make([]string, 0, len(reached))
	for file := range reached {
		files = append(files, file)
	}
	sort.Strings(files)
	for _, file := range files {
		path := filepath.Join(r.Root, file)
		if info, err := os.Stat(path); err != nil || info.IsDir() {
			fmt.Fprintf(hash, "%s\n", file)
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(hash, "%s %d\n%s", file, len(content), content)
	}
	return string(hash.Sum(nil)), nil
}

func buildOnce(root, folder string, kustomization unstructured.Unstructured) ([]made, error) {
	restore, err := generate(root, folder, kustomization)
	if err != nil {
		return nil, err
	}
	defer restore()
	// Bases of other repositories could not be judged here.
	built, err := generator.SecureBuild(root, folder, false)
	if err != nil {
		return nil, fmt.Errorf("kustomize build: %s", strings.ReplaceAll(err.Error(), root+"/", ""))
	}
	var all []made
	for _, resource := range built.Resources() {
		// What Flux calls "failed to decode": it would stop here.
		if resource.GetName() == "" || resource.GetKind() == "" || resource.GetApiVersion() == "" {
			return nil, fmt.Errorf("an object without apiVersion, kind or name: %s", resource.String())
		}
		before := decoded(resource)
		_, err := generator.SubstituteVariables(context.Background(), nil, kustomization, resource,
			generator.SubstituteWithStrict(true), generator.SubstituteWithDryRun(true))
		if err != nil {
			all = append(all, made{before, substitutionProblem(err)})
			continue
		}
		all = append(all, made{decoded(resource), ""})
	}
	return all, nil
}

// decoded cannot fail: kustomize has parsed the object.
func decoded(resource *resource.Resource) *unstructured.Unstructured {
	object := &unstructured.Unstructured{}
	content, err := resource.MarshalJSON()
	if err == nil {
		err = object.UnmarshalJSON(content)
	}
	if err != nil {
		panic(err)
	}
	return object
}

func substitutionProblem(err error) string {
	return fmt.Sprintf("%v: set it in environments.yaml or among the outputs of main.tf, "+
		"or label the object kustomize.toolkit.fluxcd.io/substitute: disabled when the text is its own", err)
}

// inlineVariables replaces substituteFrom by what it refers to: no cluster has to be asked.
func (r *Repo) inlineVariables(kustomization *unstructured.Unstructured) (unstructured.Unstructured, error) {
	filled := *kustomization.DeepCopy()
	from, _, err := unstructured.NestedSlice(filled.Object, "spec", "postBuild", "substituteFrom")
	if err != nil || len(from) == 0 {
		return filled, err
	}
	variables := map[string]any{}
	for _, entry := range from {
		reference, _ := entry.(map[string]any)
		if reference["kind"] != "ConfigMap" || reference["name"] != "environment" || filled.GetNamespace() != "flux-system" {
			return filled, fmt.Errorf("spec.postBuild.substituteFrom: %v %v is not there when Flux builds: "+
				"only ConfigMap flux-system/environment is", reference["kind"], reference["name"])
		}
		for key, value := range r.Variables {
			variables[key] = value
		}
	}
	inline, _, _ := unstructured.NestedStringMap(filled.Object, "spec", "postBuild", "substitute")
	for key, value := range inline {
		variables[key] = value
	}
	return filled, unstructured.SetNestedMap(filled.Object, variables, "spec", "postBuild", "substitute")
}

// generate writes the kustomization.yaml that Flux would build, with notes of origin, and returns
// how to put the folder back.
func generate(root, folder string, kustomization unstructured.Unstructured) (func(), error) {
	file := ""
	for _, name := range []string{"kustomization.yaml", "kustomization.yml", "Kustomization"} {
		if _, err := os.Stat(filepath.Join(folder, name)); err == nil {
			file = filepath.Join(folder, name)
			break
		}
	}
	var original []byte
	var err error
	if file != "" {
		if original, err = os.ReadFile(file); err != nil {
			return nil, err
		}
	}
	if _, err := generator.NewGenerator(root, kustomization).WriteFile(folder); err != nil {
		return nil, fmt.Errorf("kustomize build: %s", strings.ReplaceAll(err.Error(), root+"/", ""))
	}
	written := file
	if written == "" {
		written = filepath.Join(folder, "kustomization.yaml")
	}
	restore := func() {
		if original == nil {
			_ = os.Remove(written)
			return
		}
		_ = os.WriteFile(written, original, 0o644)
	}
	if err := noteOrigins(written); err != nil {
		restore()
		return nil, err
	}
	return restore, nil
}

func noteOrigins(file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var kustomization map[string]any
	if err := yaml.Unmarshal(content, &kustomization); err != nil {
		return err
	}
	notes, _ := kustomization["buildMetadata"].([]any)
	kustomization["buildMetadata"] = append(notes, "originAnnotations")
	content, err = yaml.Marshal(kustomization)
	if err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o644)
}
