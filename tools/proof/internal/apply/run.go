package apply

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/fluxcd/pkg/ssa"
	"github.com/fluxcd/pkg/ssa/normalize"
	"github.com/fluxcd/pkg/ssa/utils"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/apiserver"
	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/repo"
)

// Row is one line of the table: a phase and how it went.
type Row struct {
	Phase    string
	Cluster  string
	Objects  int
	Composed int
	Seconds  float64
	Skipped  bool
	Findings []repo.Finding
}

// Result is what one environment came to.
type Result struct {
	Rows []Row
	// Composed are the resources that each XR composed, by the XR's title.
	Composed map[string][]*unstructured.Unstructured
}

// Findings of all phases.
func (r *Result) Findings() []repo.Finding {
	var findings []repo.Finding
	for _, row := range r.Rows {
		findings = append(findings, row.Findings...)
	}
	return findings
}

// Options of a run.
type Options struct {
	// Only are the phases to apply, with those that they depend on; none are all.
	Only []string
	// Once leaves out what applying a second time would tell: for a state that is only there to be built upon.
	Once bool
	// Forms are those of composite resources on their way up; nil are none.
	Forms Forms
	// Then is another form of the environment, which the servers are asked for at the end.
	Then *repo.Repo
	// Done hears of each phase.
	Done func(Row)
}

// becoming is the row of Options.Then.
const becoming = "released for deletion"

// Run applies one environment.
func Run(ctx context.Context, r *repo.Repo, clusters map[string]*apiserver.Cluster, catalog *crds.Catalog,
	compose Composer, options Options) (*Result, error) {
	order, err := r.Order()
	if err != nil {
		return nil, err
	}
	if len(options.Only) > 0 {
		order = closure(r, order, options.Only)
	}
	w := newWorld(r, clusters, catalog, compose)
	w.once, w.forms = options.Once, options.Forms
	result := &Result{Composed: w.composed}
	add := func(row Row, started time.Time) {
		row.Seconds = time.Since(started).Seconds()
		result.Rows = append(result.Rows, row)
		if options.Done != nil {
			options.Done(row)
		}
	}
	started := time.Now()
	row := Row{Phase: before, Cluster: repo.Hub}
	row.Objects, row.Findings, err = w.bootstrap(ctx)
	if err != nil {
		return result, err
	}
	add(row, started)
	failed := map[string]bool{}
	for _, phase := range order {
		started = time.Now()
		row := Row{Phase: phase.Name, Objects: len(phase.Objects)}
		for _, dependency := range phase.DependsOn {
			row.Skipped = row.Skipped || failed[dependency]
		}
		row.Findings = append(row.Findings, phase.Findings...)
		if !row.Skipped && len(row.Findings) == 0 {
			if err := w.phase(ctx, phase, &row); err != nil {
				return result, err
			}
		}
		for i := range row.Findings {
			// Also what is said of the Kustomization itself, which another phase applies.
			row.Findings[i].Phase = phase.Name
		}
		failed[phase.Name] = row.Skipped || len(row.Findings) > 0
		add(row, started)
	}
	if options.Then != nil && len(result.Findings()) == 0 {
		started = time.Now()
		row := Row{Phase: becoming}
		row.Objects, row.Findings = w.become(ctx, options.Then)
		add(row, started)
	}
	return result, nil
}

func closure(r *repo.Repo, order []*repo.Phase, names []string) []*repo.Phase {
	var wanted []*repo.Phase
	for _, phase := range order {
		needed := slices.Contains(names, phase.Name)
		for _, name := range names {
			needed = needed || r.Ancestors(r.Phase(name))[phase.Name]
		}
		if needed {
			wanted = append(wanted, phase)
		}
	}
	return wanted
}

// bootstrap leaves the hub as bootstrap.sh does: Flux, its kinds, its secret, the environment and all Kustomizations.
func (w *world) bootstrap(ctx context.Context) (int, []repo.Finding, error) {
	hub := w.clusters[repo.Hub]
	for name := range w.clusters {
		for _, namespace := range []string{"default", "kube-system", "kube-public", "kube-node-lease"} {
			w.provide(before, name, "Namespace", "", namespace)
		}
	}
	for _, set := range crds.FluxSets {
		if err := w.install(ctx, before, hub, set); err != nil {
			return 0, nil, err
		}
	}
	objects := append([]repo.Object{}, w.repo.Bootstrap...)
	for _, phase := range w.repo.Phases {
		objects = append(objects, phase.Object)
	}
	environment := map[string]any{}
	for key, value := range w.repo.Variables {
		environment[key] = value
	}
	made := func(kind, name string, content map[string]any) repo.Object {
		object := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": kind,
			"metadata": map[string]any{"name": name, "namespace": repo.FluxNamespace}}}
		for key, value := range content {
			object.Object[key] = value
		}
		return repo.Object{Unstructured: object, Phase: before}
	}
	objects = append(objects, made("ConfigMap", "environment", map[string]any{"data": environment}),
		made("Secret", repo.FluxNamespace, map[string]any{"type": "Opaque"}))
	own := &repo.Phase{Name: before}
	own.Object = repo.Object{Unstructured: &unstructured.Unstructured{Object: map[string]any{}}}
	own.SetName(before)
	own.SetNamespace(repo.FluxNamespace)
	findings := w.applyObjects(ctx, own, hub, objects)
	return len(objects), findings, nil
}

// phase does what Flux and the controllers do with one Kustomization.
func (w *world) phase(ctx context.Context, phase *repo.Phase, row *Row) error {
	target, problem := w.target(phase, phase.KubeConfig)
	if problem != "" {
		row.Findings = append(row.Findings, phase.Finding(problem))
		return nil
	}
	row.Cluster = target
	cluster := w.clusters[target]
	row.Findings = append(row.Findings, w.applyObjects(ctx, phase, cluster, phase.Objects)...)
	if w.policies(phase) {
		if err := cluster.AwaitPolicies(ctx); err != nil {
			return err
		}
	}
	for _, object := range phase.Objects {
		w.secretsOf(phase, target, object.Unstructured)
	}
	row.Findings = append(row.Findings, w.references(phase, target)...)
	row.Findings = append(row.Findings, w.podSecurity(phase, target)...)
	if len(row.Findings) > 0 {
		return nil
	}
	return w.controllers(ctx, phase, target, row)
}

func (w *world) policies(phase *repo.Phase) bool {
	return !w.dry && slices.ContainsFunc(phase.Objects, func(object repo.Object) bool {
		return object.GetKind() == "ValidatingAdmissionPolicyBinding"
	})
}

// applyObjects applies all or, when that fails, one by one, so that every fault shows.
func (w *world) applyObjects(ctx context.Context, phase *repo.Phase, cluster *apiserver.Cluster, objects []repo.Object) []repo.Finding {
	list := make([]*unstructured.Unstructured, 0, len(objects))
	for _, object := range objects {
		list = append(list, object.DeepCopy())
	}
	if err := normalize.UnstructuredList(list); err != nil {
		return []repo.Finding{phase.Finding(err.Error())}
	}
	cluster.Flux.SetOwnerLabels(list, phase.GetName(), phase.GetNamespace())
	var findings []repo.Finding
	if w.dry {
		findings = w.trySingly(ctx, phase, cluster, objects, list)
	} else if _, err := cluster.Flux.ApplyAllStaged(ctx, list, apiserver.ApplyOptions()); err != nil {
		findings = w.applySingly(ctx, phase, cluster, objects, list)
		if len(findings) == 0 {
			findings = []repo.Finding{phase.Finding(err.Error())}
		}
	} else if !w.once {
		findings = w.drift(ctx, phase, cluster, objects, list)
	}
	for _, object := range objects {
		w.note(phase.GetName(), cluster.Name, object)
	}
	return findings
}

// trySingly asks without storing; what Flux applies in a stage before the rest is stored, as the rest needs it.
func (w *world) trySingly(ctx context.Context, phase *repo.Phase, cluster *apiserver.Cluster,
	objects []repo.Object, list []*unstructured.Unstructured) []repo.Finding {
	var findings []repo.Finding
	for _, first := range []bool{true, false} {
		for i, object := range list {
			if utils.IsClusterDefinition(object) != first {
				continue
			}
			try := cluster.Try
			if object.GetKind() == "Namespace" {
				try = cluster.Store
			}
			if err := try(ctx, object); err != nil {
				findings = append(findings, objects[i].Finding(w.explain(phase, cluster.Name, objects[i], err)))
			}
		}
	}
	return findings
}

func (w *world) applySingly(ctx context.Context, phase *repo.Phase, cluster *apiserver.Cluster,
	objects []repo.Object, list []*unstructured.Unstructured) []repo.Finding {
	var findings []repo.Finding
	for i, object := range list {
		_, err := cluster.Flux.Apply(ctx, object.DeepCopy(), apiserver.ApplyOptions())
		if err != nil {
			findings = append(findings, objects[i].Finding(w.explain(phase, cluster.Name, objects[i], err)))
		}
	}
	return findings
}

// drift applies again: what the server changed by itself, Flux would change back for ever.
func (w *world) drift(ctx context.Context, phase *repo.Phase, cluster *apiserver.Cluster,
	objects []repo.Object, list []*unstructured.Unstructured) []repo.Finding {
	again, err := cluster.Flux.ApplyAllStaged(ctx, list, apiserver.ApplyOptions())
	if err != nil {
		return []repo.Finding{phase.Finding("applied a second time: " + err.Error())}
	}
	var findings []repo.Finding
	for _, entry := range again.Entries {
		if entry.Action == ssa.UnchangedAction || entry.Action == ssa.SkippedAction {
			continue
		}
		for _, object := range objects {
			if object.GetKind() == entry.ObjMetadata.GroupKind.Kind && object.GetName() == entry.ObjMetadata.Name &&
				object.GetNamespace() == entry.ObjMetadata.Namespace {
				findings = append(findings, object.Finding("the API server changes it when it is stored (a default?), "+
					"so Flux would apply it again for ever: write the value that the server stores"))
			}
		}
	}
	return findings
}

// note keeps what an object provides by being there.
func (w *world) note(phase, cluster string, object repo.Object) {
	if cluster == repo.Hub {
		w.objects = append(w.objects, object)
	}
	w.provide(phase, cluster, object.GetKind(), object.GetNamespace(), object.GetName())
	if object.GetKind() == "Namespace" {
		w.levels[cluster+"/"+object.GetName()] = object.GetLabels()["pod-security.kubernetes.io/enforce"]
	}
}

// explain says more about kinds that a cluster does not serve.
func (w *world) explain(phase *repo.Phase, cluster string, object repo.Object, err error) string {
	var missing *meta.NoKindMatchError
	if !errors.As(err, &missing) && !meta.IsNoMatchError(err) {
		return err.Error()
	}
	message := fmt.Sprintf("cluster %s does not serve kind %s of %s in phase %s", cluster, object.GetKind(), object.GetAPIVersion(), phase.Name)
	gk := object.GroupVersionKind().GroupKind()
	if name := w.managedName(gk.Group, gk.Kind); name != "" {
		if w.offered[name] == "" {
			return message + ": no provider of an earlier phase brings " + name
		}
		return message + ": no ManagedResourceActivationPolicy of an earlier phase activates " + name
	}
	for _, other := range w.repo.Phases {
		for _, candidate := range other.Objects {
			group, _, _ := unstructured.NestedString(candidate.Object, "spec", "group")
			kind, _, _ := unstructured.NestedString(candidate.Object, "spec", "names", "kind")
			if candidate.GetKind() == "CompositeResourceDefinition" && group == gk.Group && kind == gk.Kind {
				return message + ": its definition comes with phase " + other.Name
			}
		}
	}
	return message + ": no phase before brings its definition"
}
