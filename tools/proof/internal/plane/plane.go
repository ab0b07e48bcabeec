// Package plane has every object of one environment: what Flux applies, and what Crossplane composes of it.
package plane

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/repo"
)

// Group is the API group of the composite resources.
const Group = "platform.odds-update.io"

// Composite is one composite resource and how it comes up.
type Composite struct {
	repo.Object
	Steps []compose.Step
	Err   error
	// ByAPI tells that it is the API server that refuses it, before anything is composed.
	ByAPI bool
}

// Final is the last step; false if there is none.
func (c Composite) Final() (compose.Step, bool) {
	if len(c.Steps) == 0 || c.Err != nil {
		return compose.Step{}, false
	}
	return c.Steps[len(c.Steps)-1], true
}

// Plane is one environment.
type Plane struct {
	*repo.Repo
	Kinds      *Kinds
	Composites []*Composite
}

// API is a composition and its definition.
type API struct{ Composition, Definition compose.Object }

// APIs are those of the repository, by kind of the composite resource.
func APIs(r *repo.Repo) map[string]API {
	apis := map[string]API{}
	for _, phase := range r.Phases {
		for _, object := range phase.Objects {
			switch object.GetKind() {
			case "Composition":
				kind, _, _ := unstructured.NestedString(object.Object, "spec", "compositeTypeRef", "kind")
				api := apis[kind]
				api.Composition = object.Unstructured
				apis[kind] = api
			case "CompositeResourceDefinition":
				kind, _, _ := unstructured.NestedString(object.Object, "spec", "names", "kind")
				api := apis[kind]
				api.Definition = object.Unstructured
				apis[kind] = api
			}
		}
	}
	return apis
}

// Judging says how much of each composite resource is judged.
type Judging struct {
	// OnlyFinal composes faster and judges less: for who compares ends.
	OnlyFinal bool
	// Admit refuses what the API server would refuse: for who asks none. What is refused is not composed.
	Admit bool
	// Base is what is there already. What is refused leaves it as it is, and so others see it.
	Base *Plane
	// Anew are the composites that are composed without a memory.
	Anew func(*Composite) bool
}

// Compose brings up every composite resource of the environment, in the order of the phases. What fails is kept in
// the composite, and the error joins all failures.
func Compose(ctx context.Context, r *repo.Repo, engine *compose.Engine, kinds *Kinds, recorded string, judging Judging) (*Plane, error) {
	p := &Plane{Repo: r, Kinds: kinds}
	for _, phase := range r.Phases {
		for _, object := range phase.Objects {
			compose.Normalise(object.Unstructured)
		}
	}
	order, err := r.Order()
	if err != nil {
		return p, err
	}
	apis := APIs(r)
	refused := map[compose.Object]error{}
	if judging.Admit {
		refused = p.refused(ctx, apis, judging.Base)
	}
	others := p.onHub(apis, refused, judging.Base)
	var problems []error
	for _, phase := range order {
		for _, object := range phase.Objects {
			if object.GroupVersionKind().Group != Group {
				continue
			}
			c := &Composite{Object: object}
			p.Composites = append(p.Composites, c)
			in := compose.Input{XR: object.Unstructured, Others: others, OnlyFinal: judging.OnlyFinal}
			engine := engine
			if judging.Anew != nil && judging.Anew(c) {
				engine = engine.Afresh()
			}
			if c.Err = refused[object.Unstructured]; c.Err != nil {
				c.ByAPI = true
			} else {
				c.Err = c.bringUp(ctx, in, apis[object.GetKind()], engine, kinds, recorded)
			}
			if c.Err != nil {
				problems = append(problems, object.Finding(c.Err.Error()))
				if was := judging.Base.composite(c.Unstructured); was != nil {
					others = seen(others, was)
				}
				continue
			}
			others = seen(others, c)
		}
	}
	sort.SliceStable(p.Composites, func(i, j int) bool { return p.Composites[i].Name() < p.Composites[j].Name() })
	return p, errors.Join(problems...)
}

// composite is the same composite resource of another state, nil if that had none or a refused one.
func (p *Plane) composite(xr compose.Object) *Composite {
	if p == nil {
		return nil
	}
	for _, c := range p.Composites {
		if c.Err == nil && c.GetNamespace() == xr.GetNamespace() && compose.Key(c.Unstructured) == compose.Key(xr) {
			return c
		}
	}
	return nil
}

// Name is the folder name of the composite's golden files.
func (c *Composite) Name() string { return strings.ToLower(c.GetKind()) + "-" + c.GetName() }

func (c *Composite) bringUp(ctx context.Context, in compose.Input, api API, engine *compose.Engine, kinds *Kinds, recorded string) error {
	if api.Composition == nil || api.Definition == nil {
		return fmt.Errorf("crossplane/apis has no definition and composition of %s", c.GetKind())
	}
	plural, _, _ := unstructured.NestedString(api.Definition.Object, "spec", "names", "plural")
	cloud, err := compose.LoadRecorded(filepath.Join(recorded, plural), kinds)
	if err != nil {
		return err
	}
	in.Composition, in.Definition = api.Composition, api.Definition
	c.Steps, err = engine.Steps(ctx, in, cloud)
	return err
}

// refused are the composite resources that the API server would not take: as new ones, or in place of what is there.
func (p *Plane) refused(ctx context.Context, apis map[string]API, base *Plane) map[compose.Object]error {
	out := map[compose.Object]error{}
	for _, phase := range p.Phases {
		for _, object := range phase.Objects {
			definition := apis[object.GetKind()].Definition
			if object.GroupVersionKind().Group != Group || definition == nil {
				continue
			}
			var old compose.Object
			if was := base.composite(object.Unstructured); was != nil {
				old = was.Unstructured
			}
			if err := compose.Admit(ctx, object.Unstructured, old, definition); err != nil {
				out[object.Unstructured] = err
			}
		}
	}
	return out
}

// onHub is what a composition can ask for before anything is composed; in place of what is refused stands what was
// there, if there was anything.
func (p *Plane) onHub(apis map[string]API, refused map[compose.Object]error, base *Plane) []compose.Object {
	var out []compose.Object
	for _, phase := range p.Phases {
		if phase.KubeConfig != "" {
			continue
		}
		for _, object := range phase.Objects {
			stored := object.Unstructured
			if refused[stored] != nil {
				was := base.composite(stored)
				if was == nil {
					continue
				}
				stored = was.Unstructured
			}
			if definition := apis[object.GetKind()].Definition; object.GroupVersionKind().Group == Group && definition != nil {
				// A definition without that version is the composite's own failure, reported when it comes up.
				if defaulted, err := compose.WithDefaults(stored, definition); err == nil {
					stored = defaulted
				}
			}
			out = append(out, stored)
		}
	}
	return out
}

// seen replaces the composite by what it is when it is ready.
func seen(others []compose.Object, c *Composite) []compose.Object {
	final, ok := c.Final()
	if !ok {
		return others
	}
	out := make([]compose.Object, 0, len(others)+len(final.Composed))
	for _, object := range others {
		if object.GetNamespace() == c.GetNamespace() && compose.Key(object) == compose.Key(c.Unstructured) {
			object = object.DeepCopy()
			object.Object["status"] = final.XR.Object["status"]
		}
		out = append(out, object)
	}
	return append(out, final.Composed...)
}

// Resource is one object of the environment, with the composite that made it if Flux did not.
type Resource struct {
	repo.Object
	Of      *Composite
	Cluster string
}

// Resources are all objects: the phases themselves, what they apply, and what is composed in the end.
func (p *Plane) Resources() []Resource {
	var out []Resource
	for _, phase := range p.Phases {
		cluster := strings.TrimSuffix(phase.KubeConfig, "-kubeconfig")
		if cluster == "" {
			cluster = repo.Hub
		}
		out = append(out, Resource{Object: phase.Object, Cluster: repo.Hub})
		for _, object := range phase.Objects {
			out = append(out, Resource{Object: object, Cluster: cluster})
		}
	}
	for _, c := range p.Composites {
		final, ok := c.Final()
		if !ok {
			continue
		}
		for _, composed := range final.Composed {
			object := repo.Object{Unstructured: composed, Phase: c.Phase, Origin: c.Origin}
			out = append(out, Resource{Object: object, Of: c, Cluster: repo.Hub})
		}
	}
	return out
}

// Managed are the resources that stand for something in the cloud.
func (p *Plane) Managed() []Resource {
	var out []Resource
	for _, resource := range p.Resources() {
		if p.Kinds.Managed(resource.GroupVersionKind().GroupKind()) {
			out = append(out, resource)
		}
	}
	return out
}

// ManagedKinds are the kinds of Managed, and of every earlier step of a composite: what is composed for a while
// only needs its definition too.
func (p *Plane) ManagedKinds() map[schema.GroupKind]Resource {
	out := map[schema.GroupKind]Resource{}
	for _, resource := range p.Managed() {
		if _, known := out[resource.GroupVersionKind().GroupKind()]; !known {
			out[resource.GroupVersionKind().GroupKind()] = resource
		}
	}
	for _, c := range p.Composites {
		for _, step := range c.Steps {
			for _, composed := range step.Composed {
				kind := composed.GroupVersionKind().GroupKind()
				if _, known := out[kind]; !known && p.Kinds.Managed(kind) {
					out[kind] = Resource{Object: repo.Object{Unstructured: composed, Phase: c.Phase, Origin: c.Origin}, Of: c}
				}
			}
		}
	}
	return out
}
