package plan

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/removal"
)

// Item is one object that differs.
type Item struct {
	plane.Resource
	Changes []Change
	Alarms  []string // what a person must not overlook
	Notes   []string
}

// Plan is what changes in one environment.
type Plan struct {
	Environment             string
	Added, Changed, Removed []Item
}

// Empty tells that nothing differs.
func (p Plan) Empty() bool { return len(p.Added)+len(p.Changed)+len(p.Removed) == 0 }

// Alarms counts the alarms of all items.
func (p Plan) Alarms() int {
	n := 0
	for _, item := range slices.Concat(p.Added, p.Changed, p.Removed) {
		n += len(item.Alarms)
	}
	return n
}

// Compare finds what differs. A nil base has nothing.
func Compare(base, now *plane.Plane) Plan {
	p := Plan{Environment: now.Environment}
	before, after := byKey(base), byKey(now)
	for key, resource := range after {
		was, existed := before[key]
		if !existed {
			p.Added = append(p.Added, Item{Resource: resource})
			continue
		}
		changes := Fields(compose.Comparable(was.Unstructured).Object, compose.Comparable(resource.Unstructured).Object)
		if len(changes) > 0 {
			p.Changed = append(p.Changed, changed(now, resource, changes))
		}
	}
	for key, resource := range before {
		if _, stays := after[key]; !stays {
			p.Removed = append(p.Removed, removed(base, resource, after))
		}
	}
	for _, items := range [][]Item{p.Added, p.Changed, p.Removed} {
		sort.Slice(items, func(i, j int) bool { return keyOf(items[i].Resource) < keyOf(items[j].Resource) })
	}
	return p
}

func byKey(p *plane.Plane) map[string]plane.Resource {
	out := map[string]plane.Resource{}
	if p == nil {
		return out
	}
	for _, resource := range p.Resources() {
		out[keyOf(resource)] = resource
	}
	return out
}

func keyOf(r plane.Resource) string {
	return r.Cluster + " " + r.GetNamespace() + " " + compose.Key(r.Unstructured)
}

func changed(now *plane.Plane, resource plane.Resource, changes []Change) Item {
	item := Item{Resource: resource, Changes: changes}
	kind := resource.GroupVersionKind().GroupKind()
	definition := now.Kinds.Definition(kind)
	if api, isComposite := plane.APIs(now.Repo)[resource.GetKind()]; isComposite && kind.Group == plane.Group {
		definition = api.Definition
	}
	for _, change := range changes {
		if !immutable(kind, definition, change.Path) {
			continue
		}
		text := fmt.Sprintf("%s cannot change: it is refused, or what is behind it is replaced", change.Path)
		if holdsData(resource) {
			item.Alarms = append(item.Alarms, text+", and its data is lost")
		} else {
			item.Notes = append(item.Notes, text)
		}
	}
	if weaker := weakened(changes); weaker != "" && holdsData(resource) {
		item.Alarms = append(item.Alarms, weaker)
	}
	return item
}

// weakened: what would let a later change delete the data.
func weakened(changes []Change) string {
	for _, change := range changes {
		switch change.Path {
		case "spec.managementPolicies":
			if change.Now == nil || strings.Contains(fmt.Sprint(change.Now), "Delete") || strings.Contains(fmt.Sprint(change.Now), "*") {
				return "AWS may be asked to delete it from now on"
			}
		case "spec.forProvider.deletionProtection", "spec.forProvider.deletionProtectionEnabled":
			if change.Now != true {
				return "AWS's own deletion protection goes"
			}
		case "spec.protection":
			return fmt.Sprintf("protection was %v, is %v", change.Was, change.Now)
		case "metadata.labels[kustomize.toolkit.fluxcd.io/prune]":
			return "Flux deletes it when its file goes"
		}
	}
	return ""
}

// holdsData: a store, or a composite that has one.
func holdsData(resource plane.Resource) bool {
	if removal.IsData(resource.Unstructured) {
		return true
	}
	return resource.Of == nil && resource.GroupVersionKind().Group == plane.Group &&
		slices.Contains([]string{"KafkaCluster", "Cache", "Database", "Lake"}, resource.GetKind())
}

func removed(base *plane.Plane, resource plane.Resource, after map[string]plane.Resource) Item {
	item := Item{Resource: resource}
	data := holdsData(resource)
	say := func(alarm bool, text string) {
		if alarm {
			item.Alarms = append(item.Alarms, text)
		} else {
			item.Notes = append(item.Notes, text)
		}
	}
	if resource.Of == nil {
		phase := base.Phase(resource.Phase)
		switch {
		case phase != nil && removal.Pruned(phase, resource.Object):
			say(data, "Flux deletes it")
		case data:
			say(true, "Flux leaves it: it stays in the cluster and in AWS, and nobody watches it any more")
		default:
			say(false, "Flux leaves it in the cluster")
		}
		return item
	}
	if _, stays := after[keyOf(plane.Resource{Object: resource.Of.Object, Cluster: resource.Cluster})]; !stays {
		say(false, "goes if "+resource.Of.Title()+" is deleted")
		return item
	}
	policies, given, _ := unstructured.NestedStringSlice(resource.UnstructuredContent(), "spec", "managementPolicies")
	if given && !slices.Contains(policies, "*") && !slices.Contains(policies, "Delete") {
		say(data, "Crossplane forgets it; it stays in AWS")
	} else {
		say(data, "Crossplane deletes it in AWS")
	}
	return item
}

// Write prints the plan for a person.
func (p Plan) Write(out io.Writer) {
	fmt.Fprintf(out, "\n%s\n", strings.ToUpper(p.Environment))
	if p.Empty() {
		fmt.Fprintln(out, "  no object differs")
	}
	for _, list := range []struct {
		sign  string
		items []Item
	}{{"-", p.Removed}, {"~", p.Changed}, {"+", p.Added}} {
		for _, item := range list.items {
			item.write(out, list.sign)
		}
	}
	fmt.Fprintf(out, "%s: %d added, %d changed, %d removed", p.Environment, len(p.Added), len(p.Changed), len(p.Removed))
	if n := p.Alarms(); n > 0 {
		fmt.Fprintf(out, "; LOOK AT THE %d LINES WITH !!", n)
	}
	fmt.Fprintln(out)
}

func (i Item) write(out io.Writer, sign string) {
	where := i.Origin.String()
	if i.Of != nil {
		where = "composed by " + i.Of.Title()
	}
	fmt.Fprintf(out, "  %s %s %s (%s, %s)\n", sign, i.Cluster, i.Title(), i.Phase, where)
	for _, alarm := range i.Alarms {
		fmt.Fprintf(out, "      !! %s\n", alarm)
	}
	for _, note := range i.Notes {
		fmt.Fprintf(out, "      ! %s\n", note)
	}
	for _, change := range i.Changes {
		for _, line := range change.Text() {
			fmt.Fprintf(out, "      %s\n", line)
		}
	}
}
