package compose

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"sort"
	"strings"

	renderv1alpha1 "github.com/crossplane/crossplane/v2/proto/render/v1alpha1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// Object is one Kubernetes object.
type Object = *unstructured.Unstructured

// Input is what one reconciliation of a composite resource sees.
type Input struct {
	XR          Object
	Composition Object
	Definition  Object
	Observed    []Object // composed resources as they are now
	Others      []Object // what a composition may ask for by kind and name or labels
	OnlyFinal   bool     // Steps judges less: a resource that is pending is not looked at
}

// Result is what the engine would apply.
type Result struct {
	XR       Object
	Composed []Object // ordered by kind and name
	Deleted  []Object
	Events   []string // "Warning reason: message"
	Requests []map[string]any
}

// Condition is the status of a condition of the composite resource, "" when it has none of that type.
func (r Result) Condition(kind string) (status, reason, message string) {
	conditions, _, _ := unstructured.NestedSlice(r.XR.Object, "status", "conditions")
	for _, entry := range conditions {
		if c, ok := entry.(map[string]any); ok && c["type"] == kind {
			status, _ = c["status"].(string)
			reason, _ = c["reason"].(string)
			message, _ = c["message"].(string)
			return status, reason, message
		}
	}
	return "", "", ""
}

// Warnings are the events that a person should read.
func (r Result) Warnings() []string {
	var out []string
	for _, event := range r.Events {
		if strings.HasPrefix(event, "Warning ") {
			out = append(out, event)
		}
	}
	return out
}

// Ready tells whether Flux's gate would let the next phase begin.
func (r Result) Ready() bool {
	status, _, _ := r.Condition("Ready")
	return status == "True"
}

// Render runs one real reconciliation. What a function refuses is an error that holds its message.
func (e *Engine) Render(ctx context.Context, in Input) (Result, error) {
	name := in.XR.GetKind() + "/" + in.XR.GetName()
	request, err := e.request(in)
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", name, err)
	}
	answered, err := e.ask(in, request, func() ([]byte, error) { return e.run(ctx, in, request) })
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", name, err)
	}
	var response renderv1alpha1.RenderResponse
	if err := proto.Unmarshal(answered, &response); err != nil {
		return Result{}, fmt.Errorf("%s: the engine's answer: %w", name, err)
	}
	out, err := result(response.GetComposite())
	if err == nil {
		judgedAt(out.XR, in.XR.GetGeneration())
	}
	return out, err
}

// judgedAt gives the engine's own conditions the generation that it takes from the API server's answer to its patch:
// here nobody answers. What the function says has none there either.
func judgedAt(xr Object, generation int64) {
	if generation == 0 {
		return
	}
	xr.SetGeneration(generation)
	conditions, _, _ := unstructured.NestedSlice(xr.Object, "status", "conditions")
	for _, entry := range conditions {
		if c, ok := entry.(map[string]any); ok && (c["type"] == "Ready" || c["type"] == "Synced") {
			c["observedGeneration"] = generation
		}
	}
	setConditions(xr, conditions...)
}

// request is what decides the answer for certain: what the function may ask for besides comes with run.
func (e *Engine) request(in Input) (*renderv1alpha1.RenderRequest, error) {
	xr, err := WithDefaults(in.XR, in.Definition)
	if err != nil {
		return nil, err
	}
	composite := &renderv1alpha1.CompositeInput{Functions: []*renderv1alpha1.FunctionInput{{Name: functionName}}}
	var errs []error
	for _, part := range []struct {
		object Object
		to     **structpb.Struct
	}{{xr, &composite.CompositeResource}, {in.Composition, &composite.Composition}, {in.Definition, &composite.CompositeResourceDefinition}} {
		*part.to, err = encode(part.object)
		errs = append(errs, err)
	}
	for _, object := range in.Observed {
		encoded, err := encode(object)
		errs = append(errs, err)
		composite.ObservedResources = append(composite.ObservedResources, encoded)
	}
	return &renderv1alpha1.RenderRequest{
		Meta: &renderv1alpha1.RequestMeta{}, Input: &renderv1alpha1.RenderRequest_Composite{Composite: composite},
	}, errors.Join(errs...)
}

// run starts the engine.
func (e *Engine) run(ctx context.Context, in Input, request *renderv1alpha1.RenderRequest) ([]byte, error) {
	if err := e.function.start(ctx); err != nil {
		return nil, err
	}
	composite := request.GetComposite()
	composite.Functions[0].Address = e.function.address
	for _, object := range in.Others {
		// The engine keeps one object of a name: a second copy of the composite would replace the one it works on.
		if object.GetNamespace() == in.XR.GetNamespace() && Key(object) == Key(in.XR) {
			continue
		}
		encoded, err := encode(object)
		if err != nil {
			return nil, err
		}
		composite.RequiredResources = append(composite.RequiredResources, encoded)
	}
	encoded, err := proto.Marshal(request)
	if err != nil {
		return nil, err
	}
	var stdout, stderr bytes.Buffer
	engine := exec.CommandContext(ctx, e.binary, "internal", "render")
	engine.Stdin, engine.Stdout, engine.Stderr = bytes.NewReader(encoded), &stdout, &stderr
	if err := engine.Run(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, lastLine(stderr.String()))
	}
	return stdout.Bytes(), nil
}

func encode(object Object) (*structpb.Struct, error) {
	return structpb.NewStruct(plain(object.Object).(map[string]any))
}

// plain has only the types that a protobuf Struct takes.
func plain(value any) any {
	switch v := value.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, inner := range v {
			out[key] = plain(inner)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, inner := range v {
			out[i] = plain(inner)
		}
		return out
	case int64:
		return float64(v)
	case int:
		return float64(v)
	}
	return value
}

func result(out *renderv1alpha1.CompositeOutput) (Result, error) {
	var r Result
	if out.GetCompositeResource() == nil {
		return r, errors.New("the engine returned no composite resource")
	}
	r.XR = decode(out.GetCompositeResource())
	for _, s := range out.GetComposedResources() {
		r.Composed = append(r.Composed, decode(s))
	}
	for _, s := range out.GetDeletedResources() {
		r.Deleted = append(r.Deleted, decode(s))
	}
	for _, event := range out.GetEvents() {
		r.Events = append(r.Events, fmt.Sprintf("%s %s: %s", event.GetType(), event.GetReason(), event.GetMessage()))
	}
	for _, selector := range out.GetRequiredResources() {
		r.Requests = append(r.Requests, selector.AsMap())
	}
	sort.Slice(r.Requests, func(i, j int) bool { return fmt.Sprint(r.Requests[i]) < fmt.Sprint(r.Requests[j]) })
	sort.Strings(r.Events)
	sort.SliceStable(r.Composed, func(i, j int) bool { return Key(r.Composed[i]) < Key(r.Composed[j]) })
	return r, nil
}

// decode gives whole numbers back as integers, as the API server would.
func decode(s *structpb.Struct) Object {
	return &unstructured.Unstructured{Object: integers(s.AsMap()).(map[string]any)}
}

func integers(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			v[key] = integers(inner)
		}
	case []any:
		for i, inner := range v {
			v[i] = integers(inner)
		}
	case float64:
		if v == float64(int64(v)) {
			return int64(v)
		}
	}
	return value
}

// Normalise gives an object the types that decoded JSON has, which is all that Kubernetes' libraries can copy.
func Normalise(object Object) {
	object.Object, _ = integers(plain(object.Object)).(map[string]any)
}

// Key identifies an object within a namespace.
func Key(object Object) string {
	return object.GroupVersionKind().GroupKind().String() + "/" + object.GetName()
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}
