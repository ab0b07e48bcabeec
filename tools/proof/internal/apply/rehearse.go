package apply

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"odds-update/tools/proof/internal/apiserver"
	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/repo"
)

// Mutant is a changed control plane, and the phase in which the change has to show.
type Mutant struct {
	Name  string
	Repo  *repo.Repo
	Phase string
	// OnTop asks when everything is applied: an upgrade, not a start.
	OnTop bool
}

// Rehearse applies the environment once, and asks on the way what the servers say to the mutants: to
// each as soon as what its phase depends on is done, for then Flux would start it. One start of the
// servers serves all mutants.
func Rehearse(ctx context.Context, base *repo.Repo, mutants []Mutant, clusters map[string]*apiserver.Cluster,
	catalog *crds.Catalog, compose Composer) (map[string][]repo.Finding, error) {
	order, err := base.Order()
	if err != nil {
		return nil, err
	}
	w := newWorld(base, clusters, catalog, compose)
	// Run judges the unchanged control plane; here it is what the mutants stand on.
	w.once = true
	if _, findings, err := w.bootstrap(ctx); err != nil || len(findings) > 0 {
		return nil, fmt.Errorf("bootstrap: %v %v", err, findings)
	}
	judged := map[string][]repo.Finding{}
	done := map[string]bool{}
	judge := func(onTop bool) error {
		for _, mutant := range mutants {
			phase := mutant.Repo.Phase(mutant.Phase)
			if mutant.OnTop != onTop {
				continue
			}
			if _, already := judged[mutant.Name]; already || slices.ContainsFunc(phase.DependsOn, func(name string) bool { return !done[name] }) {
				continue
			}
			findings, err := w.try(ctx, mutant.Repo, phase)
			if err != nil {
				return fmt.Errorf("%s: %w", mutant.Name, err)
			}
			judged[mutant.Name] = findings
		}
		return nil
	}
	for _, phase := range order {
		if err := judge(false); err != nil {
			return judged, err
		}
		row := Row{Findings: phase.Findings}
		if err := w.phase(ctx, phase, &row); err != nil {
			return judged, err
		}
		if len(row.Findings) > 0 {
			return judged, fmt.Errorf("the unchanged control plane fails: %w", row.Findings[0])
		}
		done[phase.Name] = true
	}
	if err := judge(false); err != nil {
		return judged, err
	}
	return judged, judge(true)
}

// try asks what a phase of another control plane would come to, in this world as it is.
func (w *world) try(ctx context.Context, other *repo.Repo, phase *repo.Phase) ([]repo.Finding, error) {
	copied := *w
	copied.repo, copied.dry, copied.compose = other, true, nil
	copied.provided, copied.offered = maps.Clone(w.provided), maps.Clone(w.offered)
	copied.levels, copied.composed = maps.Clone(w.levels), maps.Clone(w.composed)
	copied.unwaited = maps.Clone(w.unwaited)
	copied.objects = slices.Clone(w.objects)
	row := Row{Findings: phase.Findings}
	err := copied.phase(ctx, phase, &row)
	return row.Findings, err
}
