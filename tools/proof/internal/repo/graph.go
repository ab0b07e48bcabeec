package repo

import (
	"errors"
	"fmt"
	"strings"
)

// Phase returns the phase of that name, or nil.
func (r *Repo) Phase(name string) *Phase {
	for _, phase := range r.Phases {
		if phase.Name == name {
			return phase
		}
	}
	return nil
}

// Order returns the phases in an order that dependsOn allows. Of all phases that may run it takes
// the one that stands last: what is not declared gets no help from the numbers of the files.
func (r *Repo) Order() ([]*Phase, error) {
	if err := r.checkDependencies(); err != nil {
		return nil, err
	}
	done := map[string]bool{}
	var order []*Phase
	for len(order) < len(r.Phases) {
		next := r.lastReady(done)
		if next == nil {
			return nil, r.cycle(done)
		}
		done[next.Name] = true
		order = append(order, next)
	}
	return order, nil
}

func (r *Repo) checkDependencies() error {
	var problems []error
	seen := map[string]*Phase{}
	for _, phase := range r.Phases {
		if other := seen[phase.Name]; other != nil {
			problems = append(problems, phase.Finding("the same name stands at "+other.Origin.String()))
		}
		seen[phase.Name] = phase
		for i, name := range phase.DependsOn {
			if r.Phase(name) == nil {
				problems = append(problems, phase.Finding(fmt.Sprintf(
					"spec.dependsOn[%d].name: no Kustomization is named %q, so this one never runs", i, name)))
			}
		}
	}
	return errors.Join(problems...)
}

func (r *Repo) lastReady(done map[string]bool) *Phase {
	for i := len(r.Phases) - 1; i >= 0; i-- {
		phase := r.Phases[i]
		ready := !done[phase.Name]
		for _, name := range phase.DependsOn {
			ready = ready && done[name]
		}
		if ready {
			return phase
		}
	}
	return nil
}

// cycle follows unfinished dependencies until one comes back.
func (r *Repo) cycle(done map[string]bool) error {
	var at *Phase
	for _, phase := range r.Phases {
		if !done[phase.Name] {
			at = phase
			break
		}
	}
	position := map[string]int{}
	var path []string
	for {
		if start, ok := position[at.Name]; ok {
			return at.Finding("spec.dependsOn: a cycle, none of these ever runs: " +
				strings.Join(append(path[start:], at.Name), " → "))
		}
		position[at.Name] = len(path)
		path = append(path, at.Name)
		for _, name := range at.DependsOn {
			if !done[name] {
				at = r.Phase(name)
				break
			}
		}
	}
}

// Ancestors are all phases that are done before this one starts, whatever else happens.
func (r *Repo) Ancestors(phase *Phase) map[string]bool {
	ancestors := map[string]bool{}
	var visit func(*Phase)
	visit = func(p *Phase) {
		if p == nil {
			return
		}
		for _, name := range p.DependsOn {
			if !ancestors[name] {
				ancestors[name] = true
				visit(r.Phase(name))
			}
		}
	}
	visit(phase)
	return ancestors
}
