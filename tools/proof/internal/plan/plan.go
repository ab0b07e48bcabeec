package plan

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/removal"
	"odds-update/tools/proof/internal/repo"
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
	// Refused are the composites of today that an API server or their composition refuses.
	Refused []*plane.Composite
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
	p.Refused = failed(now)
	was, is := failedKeys(base), failedKeys(now)
	for key, resource := range after {
		old, existed := before[key]
		if !existed {
			// What the base could not compose is not new.
			if resource.Of == nil || !was[compositeKey(resource.Of)] {
				p.Added = append(p.Added, Item{Resource: resource})
			}
			continue
		}
		changes := Fields(compose.Comparable(old.Unstructured).Object, compose.Comparable(resource.Unstructured).Object)
		if len(changes) > 0 {
			p.Changed = append(p.Changed, changed(now, resource, changes))
		}
	}
	for key, resource := range before {
		// What is refused today composes nothing, and deletes nothing.
		if _, stays := after[key]; !stays && (resource.Of == nil || !is[compositeKey(resource.Of)]) {
			p.Removed = append(p.Removed, removed(base, resource, after))
		}
	}
	p.mark()
	for _, items := range [][]Item{p.Added, p.Changed, p.Removed} {
		sort.Slice(items, func(i, j int) bool { return keyOf(items[i].Resource) < keyOf(items[j].Resource) })
	}
	return p
}

// failed are the composites that could not be composed.
func failed(p *plane.Plane) []*plane.Composite {
	if p == nil {
		return nil
	}
	var out []*plane.Composite
	for _, c := range p.Composites {
		if c.Err != nil {
			out = append(out, c)
		}
	}
	return out
}

func failedKeys(p *plane.Plane) map[string]bool {
	out := map[string]bool{}
	for _, c := range failed(p) {
		out[compositeKey(c)] = true
	}
	return out
}

func compositeKey(c *plane.Composite) string {
	return c.GetNamespace() + " " + compose.Key(c.Unstructured)
}

// mark says on every object of Git that is refused what it is refused for; one that is as before comes into the list.
func (p *Plan) mark() {
	for _, c := range p.Refused {
		alarm := "refused, nothing is composed of it: " + c.Err.Error()
		found := false
		for _, items := range [][]Item{p.Added, p.Changed} {
			for i := range items {
				if items[i].Of == nil && compositeKey(&plane.Composite{Object: items[i].Object}) == compositeKey(c) {
					items[i].say(alarm, true)
					found = true
				}
			}
		}
		if !found {
			item := Item{Resource: plane.Resource{Object: c.Object, Cluster: repo.Hub}}
			item.say(alarm, true)
			p.Changed = append(p.Changed, item)
		}
	}
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
	key := r.Cluster + " " + r.GetNamespace() + " " + compose.Key(r.Unstructured)
	if r.Of == nil && (r.GetKind() == "ConfigMap" || r.GetKind() == "Secret") {
		return generated.ReplaceAllString(key, "")
	}
	return key
}

// generated ends the name of what kustomize makes: by its content, so that an edit looks like another object.
var generated = regexp.MustCompile(`-[bcdfghkmt0-9]{10}$`)

func changed(now *plane.Plane, resource plane.Resource, changes []Change) Item {
	item := Item{Resource: resource, Changes: changes}
	kind := resource.GroupVersionKind().GroupKind()
	definition := now.Kinds.Definition(kind)
	if api, isComposite := plane.APIs(now.Repo)[resource.GetKind()]; isComposite && kind.Group == plane.Group {
		definition = api.Definition
	}
	for _, change := range changes {
		item.say(hindrance(kind, definition, change), holdsData(resource))
		if kind.Kind == "KafkaTopic" && change.Path == "spec.partitions" && less(change.Was, change.Now) {
			item.say("keys go to other partitions from then on: what is written of one game before and after has no order", false)
		}
	}
	if holdsData(resource) {
		item.say(weakened(changes), true)
	}
	return item
}

// say adds a text, if there is one.
func (i *Item) say(text string, alarm bool) {
	switch {
	case text == "":
	case alarm:
		i.Alarms = append(i.Alarms, text)
	default:
		i.Notes = append(i.Notes, text)
	}
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
	item.say(fate(base, resource, after), holdsData(resource))
	return item
}

// fate is what becomes of an object that Git, or the composition of its composite, no longer has.
func fate(base *plane.Plane, resource plane.Resource, after map[string]plane.Resource) string {
	if resource.Of == nil {
		phase := base.Phase(resource.Phase)
		switch {
		case phase != nil && removal.Pruned(phase, resource.Object):
			return "Flux deletes it"
		case holdsData(resource):
			return "Flux leaves it: it stays in the cluster and in AWS, and nobody watches it any more"
		}
		return "Flux leaves it in the cluster"
	}
	whole := plane.Resource{Object: resource.Of.Object, Cluster: resource.Cluster}
	with := ""
	if _, stays := after[keyOf(whole)]; !stays {
		if phase := base.Phase(whole.Phase); phase == nil || !removal.Pruned(phase, whole.Object) {
			return "stays, as " + resource.Of.Title() + " does"
		}
		with = ", with " + resource.Of.Title()
	}
	policies, given, _ := unstructured.NestedStringSlice(resource.UnstructuredContent(), "spec", "managementPolicies")
	switch {
	case given && !slices.Contains(policies, "*") && !slices.Contains(policies, "Delete"):
		return "Crossplane forgets it" + with + "; it stays in AWS"
	case base.Kinds.Managed(resource.GroupVersionKind().GroupKind()):
		return "Crossplane deletes it in AWS" + with
	}
	return "Crossplane deletes it" + with
}

// Write prints the plan for a person.
func (p Plan) Write(out io.Writer) {
	fmt.Fprintf(out, "\n%s\n", strings.ToUpper(p.Environment))
	if p.Empty() {
		fmt.Fprintln(out, "  no object differs")
	}
	refused := map[string]bool{}
	for _, c := range p.Refused {
		refused[compositeKey(c)] = true
	}
	for _, list := range []struct {
		sign  string
		items []Item
	}{{"-", p.Removed}, {"~", p.Changed}, {"+", p.Added}} {
		for _, item := range list.items {
			sign := list.sign
			if item.Of == nil && refused[compositeKey(&plane.Composite{Object: item.Object})] {
				sign = "x"
			}
			item.write(out, sign)
		}
	}
	fmt.Fprintf(out, "%s: %d added, %d changed, %d removed", p.Environment, len(p.Added), len(p.Changed), len(p.Removed))
	if n := len(p.Refused); n > 0 {
		fmt.Fprintf(out, "; REFUSED: %d", n)
	}
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
