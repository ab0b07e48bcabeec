package check

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/apiserver"
	"odds-update/tools/proof/internal/apply"
	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/removal"
	"odds-update/tools/proof/internal/repo"
	"odds-update/tools/proof/internal/table"
)

// Run holds what all environments share.
type Run struct {
	root     string
	binaries string
	tools    compose.Tools
	catalog  *crds.Catalog
	kinds    *plane.Kinds
	// out hears what is to know beside the table.
	out   io.Writer
	table *table.Table
	rows  *table.Group
}

// Open finds the tools, builds those that are missing, and reads the lock of definitions.
func Open(ctx context.Context, root string, out io.Writer, all *table.Table) (*Run, error) {
	r := &Run{root: root, out: &whole{out: out}, table: all}
	var err error
	if r.binaries, err = apiserver.FindBinaries(ctx, root); err != nil {
		return nil, err
	}
	if r.tools, err = compose.FindTools(ctx, root); err != nil {
		return nil, err
	}
	if r.catalog, err = crds.Open(filepath.Join(root, "tools"), crds.CacheFolder(), r.say); err != nil {
		return nil, err
	}
	r.kinds = plane.NewKinds(r.catalog)
	return r, nil
}

// whole lets several write at a time: the definitions, which all environments share, are read by whoever needs them
// first, and say so in nobody's turn.
type whole struct {
	lock sync.Mutex
	out  io.Writer
}

func (w *whole) Write(p []byte) (int, error) {
	w.lock.Lock()
	defer w.lock.Unlock()
	return w.out.Write(p)
}

// say writes a line at once, so that it is never torn.
func (r *Run) say(format string, arguments ...any) { fmt.Fprintf(r.out, format+"\n", arguments...) }

// together is how many environments are judged at a time: each waits for its API servers now and then.
const together = 2

// All judges every environment: today's on its own, if fresh, and today's on top of the previous state. The rows of
// each stand together, in this order.
func (r *Run) All(ctx context.Context, today []*repo.Repo, work string, fresh bool) ([]repo.Finding, error) {
	previous, err := r.previous(ctx, work)
	if err != nil {
		return nil, err
	}
	type judgement func(*Run) ([]repo.Finding, error)
	var judgements []judgement
	var names []string
	if fresh {
		for _, loaded := range today {
			names = append(names, loaded.Environment)
			judgements = append(judgements, func(r *Run) ([]repo.Finding, error) { return r.environment(ctx, loaded, work) })
		}
	}
	if previous != nil {
		for _, loaded := range today {
			names = append(names, loaded.Environment+" upgraded")
			judgements = append(judgements, func(r *Run) ([]repo.Finding, error) {
				return r.upgrade(ctx, previous, work, loaded.Environment)
			})
		}
	}
	findings, errs := make([][]repo.Finding, len(judgements)), make([]error, len(judgements))
	groups := make([]*table.Group, len(judgements))
	for i, name := range names {
		groups[i] = r.table.Group(name)
	}
	free := make(chan struct{}, together)
	var running sync.WaitGroup
	for i, judge := range judgements {
		free <- struct{}{}
		running.Go(func() {
			own := *r
			own.rows = groups[i]
			findings[i], errs[i] = judge(&own)
			<-free
		})
	}
	running.Wait()
	return slices.Concat(findings...), errors.Join(errs...)
}

// environment applies one environment to three fresh API servers.
func (r *Run) environment(ctx context.Context, loaded *repo.Repo, work string) ([]repo.Finding, error) {
	composed, err := r.compose(ctx, composing, loaded, plane.Judging{})
	if err != nil {
		return nil, err
	}
	clusters, stop, err := r.start()
	if err != nil {
		return nil, err
	}
	defer stop()
	// A path that cannot be built so is found when it is asked for.
	released, err := repo.LoadWith(r.root, filepath.Join(work, "built-released"), loaded.Environment, repo.Destroying)
	if released == nil {
		return nil, err
	}
	result, err := r.apply(ctx, loaded, clusters, composed, r.catalog, apply.Options{Done: r.row, Forms: composed.forms, Then: released})
	if err != nil {
		return nil, err
	}
	findings := result.Findings()
	if len(findings) == 0 {
		more, err := r.newerFlink(ctx, loaded, clusters)
		if err != nil {
			return nil, err
		}
		findings = append(findings, more...)
		started := time.Now()
		states, early, err := gates(loaded, composed)
		if err != nil {
			return nil, err
		}
		r.judged("health of each state", states, started, early)
		started = time.Now()
		lost := removal.Check(loaded, result.Composed)
		r.judged("removal from Git", objects(loaded)+len(loaded.Phases), started, lost)
		findings = slices.Concat(findings, early, lost)
	}
	return of(loaded.Environment, findings), nil
}

func objects(loaded *repo.Repo) int {
	count := 0
	for _, phase := range loaded.Phases {
		count += len(phase.Objects)
	}
	return count
}

func (r *Run) start() (map[string]*apiserver.Cluster, func(), error) {
	started := time.Now()
	names := append([]string{repo.Hub}, apply.Spokes...)
	clusters, err := apiserver.StartAll(r.binaries, names...)
	if err != nil {
		return nil, nil, err
	}
	r.judged("API servers", len(names), started, nil)
	return clusters, func() { apiserver.StopAll(clusters) }, nil
}

func (r *Run) apply(ctx context.Context, loaded *repo.Repo, clusters map[string]*apiserver.Cluster, composed composites,
	catalog *crds.Catalog, options apply.Options) (*apply.Result, error) {
	return apply.Run(ctx, loaded, clusters, catalog, composed.composer, options)
}

// row is a phase as a line of the table.
func (r *Run) row(row apply.Row) {
	line := table.Row{Name: row.Phase, Cluster: row.Cluster, Objects: row.Objects, Composed: row.Composed, Seconds: row.Seconds, Failure: first(row.Findings)}
	if row.Skipped {
		line.Skipped = "not applied: a phase before it failed"
	}
	r.rows.Add(line)
}

// judged is a line of the table for what is no phase.
func (r *Run) judged(what string, objects int, started time.Time, findings []repo.Finding) {
	r.rows.Add(table.Row{Name: what, Objects: objects, Seconds: time.Since(started).Seconds(), Failure: first(findings)})
}

// first says the first of them, and how many more there are.
func first(findings []repo.Finding) string {
	if len(findings) == 0 {
		return ""
	}
	said := strings.TrimSpace(findings[0].Origin.String() + ": " + findings[0].Object + ": " + findings[0].Message)
	if len(findings) > 1 {
		said += fmt.Sprintf(" (and %d more)", len(findings)-1)
	}
	return said
}

// composing is the row of what an environment composes.
const composing = "composite resources"

// composites are the environment's composite resources by title.
type composites map[string]*plane.Composite

func (r *Run) compose(ctx context.Context, what string, loaded *repo.Repo, judging plane.Judging) (composites, error) {
	started := time.Now()
	engine, err := compose.Start(ctx, r.tools, loaded.Root)
	if err != nil {
		return nil, err
	}
	defer engine.Close()
	// What fails is kept in the composite and becomes a finding of its phase.
	made, _ := plane.Compose(ctx, loaded, engine, r.kinds, filepath.Join(r.root, plane.Recorded), judging)
	all := composites{}
	for _, composite := range made.Composites {
		all[composite.Title()] = composite
	}
	// What fails to compose is said of its phase.
	r.judged(what, len(all), started, nil)
	return all, nil
}

func (c composites) composer(xr repo.Object) ([]*unstructured.Unstructured, error) {
	composite, found := c[xr.Title()]
	if !found {
		return nil, fmt.Errorf("its group is not %s", plane.Group)
	}
	final, ok := composite.Final()
	if !ok {
		return nil, composite.Err
	}
	return final.Composed, nil
}

// forms are what one composes before its last step, each form once and none that it has in the end.
func (c composites) forms(xr repo.Object) []*unstructured.Unstructured {
	composite, found := c[xr.Title()]
	if !found {
		return nil
	}
	final, ok := composite.Final()
	if !ok {
		return nil
	}
	last := map[string]*unstructured.Unstructured{}
	for _, object := range final.Composed {
		last[compose.Key(object)] = compose.Comparable(object)
	}
	var out []*unstructured.Unstructured
	for _, step := range composite.Steps {
		for _, object := range step.Changed {
			if was := last[compose.Key(object)]; was == nil || !equality.Semantic.DeepEqual(was, compose.Comparable(object)) {
				out = append(out, object)
			}
		}
	}
	return out
}

// resources are what all of them compose, by title.
func (c composites) resources() map[string][]*unstructured.Unstructured {
	all := map[string][]*unstructured.Unstructured{}
	for title, composite := range c {
		if final, ok := composite.Final(); ok {
			all[title] = final.Composed
		}
	}
	return all
}
