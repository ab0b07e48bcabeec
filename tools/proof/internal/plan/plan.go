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
	Kept    bool // removed from Git only: it goes on to exist
}

// Plan is what changes in one environment.
type Plan struct {
	Environment             string
	Added, Changed, Removed []Item
	// Refused are the composites of today that an API server or their composition refuses.
	Refused []Item
}

// Empty tells that nothing differs.
func (p Plan) Empty() bool { return len(p.Added)+len(p.Changed)+len(p.Removed)+len(p.Refused) == 0 }

// Alarms counts the alarms of all items.
func (p Plan) Alarms() int {
	n := 0
	for _, item := range slices.Concat(p.Added, p.Changed, p.Removed, p.Refused) {
		n += len(item.Alarms)
	}
	return n
}

// Compare finds what differs. A nil base has nothing.
func Compare(base, now *plane.Plane) Plan {
	p := Plan{Environment: now.Environment}
	before, after := byKey(base), byKey(now)
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
			p.Changed = append(p.Changed, changed(resource, changes))
		}
	}
	for key, resource := range before {
		// What is refused today leaves all that it made.
		if _, stays := after[key]; !stays && (resource.Of == nil || !is[compositeKey(resource.Of)]) {
			p.Removed = append(p.Removed, removed(base, resource, after))
		}
	}
	p.refuse(failed(now), func(c *plane.Composite) bool {
		_, there := before[keyOf(plane.Resource{Object: c.Object, Cluster: repo.Hub})]
		return there && !was[compositeKey(c)]
	})
	for _, items := range [][]Item{p.Added, p.Changed, p.Removed, p.Refused} {
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

// refuse takes the composites of Git that are refused out of the other lists: they are no change.
func (p *Plan) refuse(composites []*plane.Composite, was func(*plane.Composite) bool) {
	for _, c := range composites {
		item := Item{Resource: plane.Resource{Object: c.Object, Cluster: repo.Hub}}
		same := func(other Item) bool { return keyOf(other.Resource) == keyOf(item.Resource) }
		if i := slices.IndexFunc(p.Changed, same); i >= 0 {
			item = p.Changed[i]
		}
		p.Added, p.Changed = slices.DeleteFunc(p.Added, same), slices.DeleteFunc(p.Changed, same)
		text := "refused, nothing is composed of it: "
		if c.ByAPI {
			text = "the API refuses it and the phase stops: "
		}
		item.say(text+c.Err.Error(), true)
		if was(c) {
			item.say("it stays as it is, with what it made and what others take of it", false)
		}
		p.Refused = append(p.Refused, item)
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

func changed(resource plane.Resource, changes []Change) Item {
	item := Item{Resource: resource, Changes: changes}
	kind := resource.GroupVersionKind().GroupKind()
	for _, change := range changes {
		text := hindrance(kind, change)
		item.say(text, holdsData(resource) || strings.HasSuffix(text, stops))
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
	text, kept := fate(base, resource, after)
	item.Kept = kept
	item.say(text, holdsData(resource))
	return item
}

// fate is what becomes of an object that Git, or the composition of its composite, no longer has, and whether it goes on to exist.
func fate(base *plane.Plane, resource plane.Resource, after map[string]plane.Resource) (text string, kept bool) {
	if resource.Of == nil {
		phase := base.Phase(resource.Phase)
		switch {
		case phase != nil && removal.Pruned(phase, resource.Object):
			return "Flux deletes it", false
		case holdsData(resource):
			return "Flux leaves it: it stays in the cluster and in AWS, and nobody watches it any more", true
		}
		return "Flux leaves it in the cluster", true
	}
	whole := plane.Resource{Object: resource.Of.Object, Cluster: resource.Cluster}
	with := ""
	if _, stays := after[keyOf(whole)]; !stays {
		if phase := base.Phase(whole.Phase); phase == nil || !removal.Pruned(phase, whole.Object) {
			return "stays, as " + resource.Of.Title() + " does", true
		}
		with = ", with " + resource.Of.Title()
	}
	policies, given, _ := unstructured.NestedStringSlice(resource.UnstructuredContent(), "spec", "managementPolicies")
	switch {
	case given && !slices.Contains(policies, "*") && !slices.Contains(policies, "Delete"):
		return "Crossplane forgets it" + with + "; it stays in AWS", true
	case base.Kinds.Managed(resource.GroupVersionKind().GroupKind()):
		return "Crossplane deletes it in AWS" + with, false
	}
	return "Crossplane deletes it" + with, false
}

// Legend says what the signs mean.
const Legend = `+ comes, ~ changes, - is no longer in Git (the line below says whether it is deleted or kept)
x is refused: what is there already stays as it is, and so others go on to take of it what they do now
!  what becomes of it, or what to expect of a change
!! LOOK AT: data goes or is no longer watched, a change of a store that cannot be made in place, a change at which its
   phase stops, or a refusal
What AWS would give (ids, the ARN of Kafka) is a recorded answer, with account 222222222222 in every environment.`

// Write prints the plan for a person.
func (p Plan) Write(out io.Writer) {
	fmt.Fprintf(out, "\n%s\n", strings.ToUpper(p.Environment))
	if p.Empty() {
		fmt.Fprintln(out, "  no object differs")
	}
	for _, list := range []struct {
		sign  string
		items []Item
	}{{"x", p.Refused}, {"-", p.Removed}, {"~", p.Changed}, {"+", p.Added}} {
		for _, item := range list.items {
			item.write(out, list.sign)
		}
	}
	kept := 0
	for _, item := range p.Removed {
		if item.Kept {
			kept++
		}
	}
	fmt.Fprintf(out, "%s: %d added, %d changed, %d removed", p.Environment, len(p.Added), len(p.Changed), len(p.Removed)-kept)
	if kept > 0 {
		fmt.Fprintf(out, ", %d kept that Git no longer has", kept)
	}
	if n := len(p.Refused); n > 0 {
		fmt.Fprintf(out, ", %d REFUSED", n)
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
