// Package graph draws the order in which the control plane comes up.
package graph

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"odds-update/tools/proof/internal/repo"
)

// MinutesAnnotation is what a Kustomization says about itself: how long it usually takes the first time.
const MinutesAnnotation = "platform.odds-update.io/expected-minutes"

// Node is one Kustomization.
type Node struct {
	Name      string
	Number    string // of its file: the order that a reader sees
	Target    string // hub, or the spoke whose objects it makes
	Minutes   int
	Start     int // minutes after the beginning, at the earliest
	DependsOn []*Node
	critical  bool
}

// End is the minute at which the node is expected to be done.
func (n *Node) End() int { return n.Start + n.Minutes }

// Read takes the nodes from the Kustomizations, in an order in which they can run.
func Read(r *repo.Repo) ([]*Node, error) {
	order, err := r.Order()
	if err != nil {
		return nil, err
	}
	byName := map[string]*Node{}
	var nodes []*Node
	for _, phase := range order {
		text := phase.GetAnnotations()[MinutesAnnotation]
		minutes, err := strconv.Atoi(text)
		if err != nil || minutes < 1 {
			return nil, phase.Finding(fmt.Sprintf("metadata.annotations: %s must be whole minutes, at least 1; it is %q", MinutesAnnotation, text))
		}
		number, _, _ := strings.Cut(filepath.Base(phase.Origin.File), "-")
		node := &Node{Name: phase.Name, Number: number, Target: target(phase), Minutes: minutes}
		for _, name := range phase.DependsOn {
			dependency := byName[name]
			node.DependsOn = append(node.DependsOn, dependency)
			node.Start = max(node.Start, dependency.End())
		}
		byName[phase.Name] = node
		nodes = append(nodes, node)
	}
	markCritical(nodes)
	return nodes, nil
}

// target of add-ons is the spoke that they end up on, though their HelmReleases live on the hub.
func target(phase *repo.Phase) string {
	for _, spoke := range []string{"ingestion", "compute"} {
		if phase.KubeConfig == spoke+"-kubeconfig" || phase.Name == spoke+"-addons" {
			return spoke
		}
	}
	return "hub"
}

// last is the node that makes the platform complete: of those with the highest number the one that ends last.
// What nothing waits for, as the second region, may end later.
func last(nodes []*Node) *Node {
	var at *Node
	for _, node := range nodes {
		if at == nil || node.Number > at.Number || node.Number == at.Number && node.End() > at.End() {
			at = node
		}
	}
	return at
}

// markCritical follows from the last node, backwards, what held it up.
func markCritical(nodes []*Node) {
	at := last(nodes)
	for at != nil {
		at.critical = true
		var cause *Node
		for _, dependency := range at.DependsOn {
			if dependency.End() == at.Start && cause == nil {
				cause = dependency
			}
		}
		at = cause
	}
}

// direct leaves out a dependency that another dependency has already.
func (n *Node) direct() []*Node {
	var out []*Node
	for _, dependency := range n.DependsOn {
		implied := false
		for _, other := range n.DependsOn {
			implied = implied || other != dependency && other.needs(dependency)
		}
		if !implied {
			out = append(out, dependency)
		}
	}
	return out
}

func (n *Node) needs(wanted *Node) bool {
	for _, dependency := range n.DependsOn {
		if dependency == wanted || dependency.needs(wanted) {
			return true
		}
	}
	return false
}
