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

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/apiserver"
	"odds-update/tools/proof/internal/apply"
	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/removal"
	"odds-update/tools/proof/internal/repo"
)

// Run holds what all environments share.
type Run struct {
	root     string
	binaries string
	tools    compose.Tools
	catalog  *crds.Catalog
	kinds    *plane.Kinds
	out      io.Writer
}

// Open finds the tools, builds those that are missing, and reads the lock of definitions.
func Open(ctx context.Context, root string, out io.Writer) (*Run, error) {
	r := &Run{root: root, out: &whole{out: out}}
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

// All judges every environment: today's on its own, if fresh, and today's on top of the previous state. What each
// says stands together, in this order; the first that is not done yet is heard at once.
func (r *Run) All(ctx context.Context, today []*repo.Repo, work string, fresh bool) ([]repo.Finding, error) {
	previous, err := r.previous(ctx, work)
	if err != nil {
		return nil, err
	}
	type judgement func(*Run) ([]repo.Finding, error)
	var judgements []judgement
	if fresh {
		for _, loaded := range today {
			judgements = append(judgements, func(r *Run) ([]repo.Finding, error) { return r.environment(ctx, loaded) })
		}
	}
	if previous != nil {
		for _, loaded := range today {
			judgements = append(judgements, func(r *Run) ([]repo.Finding, error) {
				return r.upgrade(ctx, previous, work, loaded.Environment)
			})
		}
	}
	findings, errs := make([][]repo.Finding, len(judgements)), make([]error, len(judgements))
	out := newTurns(r.out, len(judgements))
	free := make(chan struct{}, together)
	var running sync.WaitGroup
	for i, judge := range judgements {
		free <- struct{}{}
		running.Go(func() {
			own := *r
			own.out = out.of(i)
			findings[i], errs[i] = judge(&own)
			out.done(i)
			<-free
		})
	}
	running.Wait()
	return slices.Concat(findings...), errors.Join(errs...)
}

// environment applies one environment to three fresh API servers and prints its table.
func (r *Run) environment(ctx context.Context, loaded *repo.Repo) ([]repo.Finding, error) {
	composed, err := r.compose(ctx, loaded)
	if err != nil {
		return nil, err
	}
	clusters, stop, err := r.start(loaded.Environment)
	if err != nil {
		return nil, err
	}
	defer stop()
	result, err := r.apply(ctx, loaded, clusters, composed, r.catalog)
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
		states, early, err := gates(loaded, composed)
		if err != nil {
			return nil, err
		}
		findings = append(findings, early...)
		r.say("%s: health expressions judged %d states of composite resources on their way up: %d wrongly", loaded.Environment, states, len(early))
		lost := removal.Check(loaded, result.Composed)
		findings = append(findings, lost...)
		r.say("%s: removed from Git one by one, %d objects and %d Kustomizations: %d of them would delete data",
			loaded.Environment, objects(loaded), len(loaded.Phases), len(lost))
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

func (r *Run) start(environment string) (map[string]*apiserver.Cluster, func(), error) {
	started := time.Now()
	clusters, err := apiserver.StartAll(r.binaries, append([]string{repo.Hub}, apply.Spokes...)...)
	if err != nil {
		return nil, nil, err
	}
	r.say("%s: API servers of %s, %s run, %.0f s", environment, repo.Hub, strings.Join(apply.Spokes, ", "), time.Since(started).Seconds())
	return clusters, func() { apiserver.StopAll(clusters) }, nil
}

func (r *Run) apply(ctx context.Context, loaded *repo.Repo, clusters map[string]*apiserver.Cluster, composed composites,
	catalog *crds.Catalog) (*apply.Result, error) {
	r.say("%-24s %-10s %7s %8s %7s  %s", "phase", "cluster", "objects", "composed", "seconds", "first failure")
	return apply.Run(ctx, loaded, clusters, catalog, composed.composer, r.row)
}

func (r *Run) row(row apply.Row) {
	verdict := "ok"
	if row.Skipped {
		verdict = "not applied: a phase before it failed"
	}
	if len(row.Findings) > 0 {
		first := row.Findings[0]
		verdict = strings.TrimSpace(first.Origin.String() + ": " + first.Object + ": " + first.Message)
		if len(row.Findings) > 1 {
			verdict += fmt.Sprintf(" (and %d more)", len(row.Findings)-1)
		}
	}
	r.say("%-24s %-10s %7d %8d %7.1f  %s", row.Phase, row.Cluster, row.Objects, row.Composed, row.Seconds, verdict)
}

// composites are the environment's composite resources by title.
type composites map[string]*plane.Composite

func (r *Run) compose(ctx context.Context, loaded *repo.Repo) (composites, error) {
	started := time.Now()
	engine, err := compose.Start(ctx, r.tools, loaded.Root)
	if err != nil {
		return nil, err
	}
	defer engine.Close()
	// What fails is kept in the composite and becomes a finding of its phase.
	made, _ := plane.Compose(ctx, loaded, engine, r.kinds, filepath.Join(r.root, plane.Recorded))
	all := composites{}
	for _, composite := range made.Composites {
		all[composite.Title()] = composite
	}
	r.say("\n%s: %d composite resources came up, %.0f s", loaded.Environment, len(all), time.Since(started).Seconds())
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
