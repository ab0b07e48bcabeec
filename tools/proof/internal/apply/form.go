package apply

import (
	"context"
	"reflect"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"odds-update/tools/proof/internal/apiserver"
	"odds-update/tools/proof/internal/repo"
)

// earlier asks, without storing, for what a composite resource composes on its way up: each form is sent to the API
// server in its time, and one that it refuses would be the last.
func (w *world) earlier(ctx context.Context, phase *repo.Phase, object repo.Object) []repo.Finding {
	if w.forms == nil || w.dry {
		return nil
	}
	var findings []repo.Finding
	for _, resource := range w.forms(object) {
		made := object
		made.Unstructured = resource
		if err := w.clusters[repo.Hub].Compose(ctx, resource, client.DryRunAll); err != nil {
			findings = append(findings, made.Finding("on its way up: "+w.explain(phase, repo.Hub, made, err)))
		}
	}
	return findings
}

// become asks the servers, without storing, for another form of the environment that they have: object by object,
// where it differs.
func (w *world) become(ctx context.Context, other *repo.Repo) (int, []repo.Finding) {
	asked := 0
	var findings []repo.Finding
	ask := func(phase *repo.Phase, cluster string, was, now repo.Object) {
		if was.Unstructured != nil && reflect.DeepEqual(was.Object, now.Object) {
			return
		}
		asked++
		if err := w.clusters[cluster].Try(ctx, now.Unstructured); err != nil {
			findings = append(findings, now.Finding(w.explain(phase, cluster, now, err)))
		}
	}
	for _, phase := range other.Phases {
		old := w.repo.Phase(phase.Name)
		if old == nil {
			findings = append(findings, phase.Finding("is no phase of what is there"))
			continue
		}
		findings = append(findings, phase.Findings...)
		cluster := strings.TrimSuffix(phase.KubeConfig, "-kubeconfig")
		if cluster == "" {
			cluster = repo.Hub
		}
		ask(phase, repo.Hub, old.Object, phase.Object)
		were := map[string]repo.Object{}
		for _, object := range old.Objects {
			were[object.Title()] = object
		}
		for _, object := range phase.Objects {
			ask(phase, cluster, were[object.Title()], object)
		}
	}
	return asked, findings
}

// Become asks servers that have an environment what they say to another form of it.
func Become(ctx context.Context, r, other *repo.Repo, clusters map[string]*apiserver.Cluster) []repo.Finding {
	_, findings := newWorld(r, clusters, nil, nil).become(ctx, other)
	return findings
}

// Forms are what a composite resource composes before all its resources are ready.
type Forms func(xr repo.Object) []*unstructured.Unstructured
