// Package apply applies the control plane of one environment to real API servers, in the order and
// to the cluster that Flux would, and does for the rest what the controllers would do: a cluster has
// the kinds, namespaces and secrets that the phases before have made, and no others.
package apply

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"odds-update/tools/proof/internal/apiserver"
	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/repo"
)

// Spokes are the clusters that XRs make; their names are the last part of the names in AWS.
var Spokes = []string{"ingestion", "compute"}

// Composer gives what a composite resource composes once all its resources are ready.
type Composer func(xr repo.Object) ([]*unstructured.Unstructured, error)

// before is the phase of what is there from the bootstrap on.
const before = repo.FluxNamespace

// world is what the clusters hold, who brought it, and what is still to come.
type world struct {
	repo     *repo.Repo
	clusters map[string]*apiserver.Cluster
	catalog  *crds.Catalog
	compose  Composer
	// dry worlds only ask the servers: nothing is stored, nothing is installed.
	dry bool
	// once leaves out the second application.
	once bool
	// forms are asked for before the final ones; nil asks for none.
	forms Forms
	// provided says which phase brought a thing to a cluster: "compute Namespace flink" → "compute-namespaces".
	provided map[string]string
	// objects of the hub that later phases read, in the order of application.
	objects []repo.Object
	// installed are the managed kinds that a provider package serves when an activation names them.
	offered map[string]string
	// unwaited are the things of provided whose phase can be done before they are there.
	unwaited map[string]string
	// levels are the pod security levels of namespaces, by cluster/namespace.
	levels map[string]string
	// composed lists everything that XRs composed, for the checks of removal.
	composed map[string][]*unstructured.Unstructured
}

func newWorld(r *repo.Repo, clusters map[string]*apiserver.Cluster, catalog *crds.Catalog, compose Composer) *world {
	return &world{repo: r, clusters: clusters, catalog: catalog, compose: compose,
		provided: map[string]string{}, offered: map[string]string{}, levels: map[string]string{}, unwaited: map[string]string{}, composed: map[string][]*unstructured.Unstructured{}}
}

func key(cluster, kind, namespace, name string) string {
	return strings.Join([]string{cluster, kind, namespace, name}, " ")
}

// provide notes a thing; the first phase that brings it counts.
func (w *world) provide(phase, cluster, kind, namespace, name string) {
	k := key(cluster, kind, namespace, name)
	if _, known := w.provided[k]; !known {
		w.provided[k] = phase
	}
}

// need says what is wrong with a reference: missing, or brought by a phase that may come later.
func (w *world) need(phase *repo.Phase, cluster, kind, namespace, name string) string {
	by, found := w.provided[key(cluster, kind, namespace, name)]
	what := kind + " " + name
	if namespace != "" {
		what = kind + " " + namespace + "/" + name
	}
	if !found {
		return fmt.Sprintf("%s is not on cluster %s when phase %s starts", what, cluster, phase.Name)
	}
	if by == phase.Name || by == before {
		return ""
	}
	if maker := w.unwaited[key(cluster, kind, namespace, name)]; maker != "" {
		return fmt.Sprintf("%s is made for %s, which Kustomization %s does not wait for: set spec.wait there", what, maker, by)
	}
	if w.repo.Ancestors(phase)[by] {
		return ""
	}
	return fmt.Sprintf("%s comes from phase %s, which may not be done yet: add it to spec.dependsOn of %s", what, by, phase.Name)
}

// target is the cluster that the phase, or the object with a kubeConfig of its own, is applied to.
func (w *world) target(phase *repo.Phase, configMap string) (string, string) {
	if configMap == "" {
		return repo.Hub, ""
	}
	if problem := w.need(phase, repo.Hub, "ConfigMap", phase.GetNamespace(), configMap); problem != "" {
		return "", "kubeConfig.configMapRef: " + problem
	}
	for _, object := range w.objects {
		if object.GetKind() != "ConfigMap" || object.GetName() != configMap || object.GetNamespace() != phase.GetNamespace() {
			continue
		}
		data, _, _ := unstructured.NestedStringMap(object.Object, "data")
		if data["provider"] != "aws" {
			return "", fmt.Sprintf("kubeConfig.configMapRef: ConfigMap %s: data.provider must be aws", configMap)
		}
		account, region := w.repo.Variables["account"], w.repo.Variables["region"]
		for _, spoke := range Spokes {
			name := "odds-" + w.repo.Environment + "-" + spoke
			if data["cluster"] != fmt.Sprintf("arn:aws:eks:%s:%s:cluster/%s", region, account, name) {
				continue
			}
			if problem := w.need(phase, repo.Hub, "EKS cluster", "", name); problem != "" {
				return "", problem
			}
			return spoke, ""
		}
		return "", fmt.Sprintf("ConfigMap %s: data.cluster %q is the ARN of no cluster of %s", configMap, data["cluster"], w.repo.Environment)
	}
	return "", "kubeConfig.configMapRef: no ConfigMap " + configMap
}

// waitsFor tells whether the phase is only done when the object's controller is.
func waitsFor(phase *repo.Phase, object *unstructured.Unstructured) bool {
	if phase.Wait {
		return true
	}
	checks, _, _ := unstructured.NestedSlice(phase.Object.Object, "spec", "healthChecks")
	for _, entry := range checks {
		check, _ := entry.(map[string]any)
		version, _ := check["apiVersion"].(string)
		group := schema.FromAPIVersionAndKind(version, "").Group
		if check["kind"] == object.GetKind() && group == object.GroupVersionKind().Group &&
			check["name"] == object.GetName() && (check["namespace"] == nil || check["namespace"] == object.GetNamespace()) {
			return true
		}
	}
	return false
}

// find returns an object of the hub that was applied already.
func (w *world) find(group, kind, name string) *repo.Object {
	for i := range w.objects {
		object := &w.objects[i]
		if object.GetKind() == kind && object.GroupVersionKind().Group == group && object.GetName() == name {
			return object
		}
	}
	return nil
}
