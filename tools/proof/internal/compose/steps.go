package compose

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// stepsMax is far above what a composition needs: more steps mean that it never comes to rest.
const stepsMax = 12

// Step is one reconciliation: the state that it saw is that of the step before, made ready.
type Step struct {
	Result
	Changed   []Object // composed now, not or otherwise in the step before
	Unchanged []string
}

// Steps lets a composite resource come up: everything that a step composes is created, stays pending for one
// reconciliation and is then ready, until the composite is ready and composes nothing new.
//
// It refuses a composition that goes on while its resources are pending, that is ready before its last resource
// is, that gives up a resource on the way, or that never becomes ready.
func (e *Engine) Steps(ctx context.Context, in Input, cloud *Recorded) ([]Step, error) {
	name := in.XR.GetKind() + "/" + in.XR.GetName()
	// As the API server stores it: what the engine says of an object, it says of a generation.
	in.XR = stored(in.XR)
	var steps []Step
	var observed []Object
	for len(steps) < stepsMax {
		in.Observed = observed
		now, err := e.Render(ctx, in)
		if err != nil {
			return steps, fmt.Errorf("step %d: %w", len(steps), err)
		}
		if len(now.Deleted) > 0 {
			return steps, fmt.Errorf("%s, step %d: deletes %s on the way up", name, len(steps), Key(now.Deleted[0]))
		}
		steps = append(steps, compare(steps, now))
		if done, err := settled(name, steps); done || err != nil {
			return steps, err
		}
		if !in.OnlyFinal {
			if err := e.staysWhilePending(ctx, in, now, cloud); err != nil {
				return steps, fmt.Errorf("%s, step %d: %w", name, len(steps)-1, err)
			}
		}
		if observed, err = allReady(now, cloud); err != nil {
			return steps, err
		}
		in.XR = carryStatus(in.XR, now.XR)
	}
	return steps, fmt.Errorf("%s does not come to rest in %d steps", name, stepsMax)
}

// settled tells that the last step composed nothing new and is ready.
func settled(name string, steps []Step) (bool, error) {
	last := steps[len(steps)-1]
	if len(steps) == 1 {
		if last.Ready() && len(last.Composed) > 0 {
			return false, fmt.Errorf("%s is ready before any of its resources is", name)
		}
		return last.Ready(), nil
	}
	if len(last.Changed) == 0 && last.Ready() {
		return true, nil
	}
	if previous := steps[len(steps)-2]; previous.Ready() && len(last.Changed) > 0 {
		return false, fmt.Errorf("%s was ready in step %d, and then composed %s", name, len(steps)-2, Key(last.Changed[0]))
	}
	if len(steps) > 2 && len(last.Changed) == 0 && equality.Semantic.DeepEqual(status(last), status(steps[len(steps)-2])) {
		return false, fmt.Errorf("%s never becomes ready: %s", name, last.blockers())
	}
	return false, nil
}

// blockers are the messages of all conditions that are not True.
func (s Step) blockers() string {
	var out []string
	conditions, _, _ := unstructured.NestedSlice(s.XR.Object, "status", "conditions")
	for _, entry := range conditions {
		if c, ok := entry.(map[string]any); ok && c["status"] != "True" {
			said := []string{}
			for _, field := range []string{"type", "reason", "message"} {
				if text, _ := c[field].(string); text != "" {
					said = append(said, text)
				}
			}
			out = append(out, strings.Join(said, " "))
		}
	}
	return strings.Join(out, "; ")
}

func status(step Step) any {
	out, _ := Comparable(step.XR).Object["status"]
	return out
}

// staysWhilePending: a resource that exists but is not ready unlocks nothing.
func (e *Engine) staysWhilePending(ctx context.Context, in Input, now Result, cloud *Recorded) error {
	known := map[string]bool{}
	for _, object := range in.Observed {
		known[Key(object)] = true
	}
	in.Observed = append([]Object(nil), in.Observed...)
	pending := 0
	for _, object := range now.Composed {
		if !known[Key(object)] {
			in.Observed = append(in.Observed, cloud.Pending(object))
			if cloud.schemas.AtProvider(object.GroupVersionKind()) != nil {
				pending++
			}
		}
	}
	if pending == 0 {
		return nil
	}
	then, err := e.Render(ctx, in)
	if err != nil {
		return fmt.Errorf("while resources are pending: %w", err)
	}
	if then.Ready() {
		return fmt.Errorf("is ready while %d of its resources are not", pending)
	}
	before := map[string]bool{}
	for _, object := range now.Composed {
		before[Key(object)] = true
	}
	for _, object := range then.Composed {
		if !before[Key(object)] {
			return fmt.Errorf("composes %s before what it composed earlier is ready", Key(object))
		}
	}
	return nil
}

func allReady(now Result, cloud *Recorded) ([]Object, error) {
	out := make([]Object, 0, len(now.Composed))
	for _, object := range now.Composed {
		ready, err := cloud.Ready(object)
		if err != nil {
			return nil, err
		}
		out = append(out, ready)
	}
	return out, nil
}

// carryStatus is what the next reconciliation finds on the composite resource.
func carryStatus(xr, after Object) Object {
	out := xr.DeepCopy()
	if status, given := after.Object["status"]; given {
		out.Object["status"] = status
	}
	return out
}

func compare(before []Step, now Result) Step {
	step := Step{Result: now}
	earlier := map[string]Object{}
	if len(before) > 0 {
		for _, object := range before[len(before)-1].Composed {
			earlier[Key(object)] = object
		}
	}
	for _, object := range now.Composed {
		if was, known := earlier[Key(object)]; known && equality.Semantic.DeepEqual(Comparable(was), Comparable(object)) {
			step.Unchanged = append(step.Unchanged, Key(object))
		} else {
			step.Changed = append(step.Changed, object)
		}
	}
	sort.Strings(step.Unchanged)
	return step
}

// Final is everything that a composite resource composes once all its resources are ready, and the composite itself.
func (e *Engine) Final(ctx context.Context, in Input, cloud *Recorded) (Result, error) {
	steps, err := e.Steps(ctx, in, cloud)
	if err != nil {
		return Result{}, err
	}
	return steps[len(steps)-1].Result, nil
}
