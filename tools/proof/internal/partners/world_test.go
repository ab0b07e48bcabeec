package partners

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/crds"
	"odds-update/tools/proof/internal/plane"
)

var root = filepath.Join("..", "..", "..", "..")

// A world is the engine with the repository's compositions, and what a cloud would answer.
type world struct {
	*testing.T
	engine *compose.Engine
	schema *plane.Kinds
}

// One engine serves all tests: starting it takes longer than any of them.
var shared struct {
	engine *compose.Engine
	schema *plane.Kinds
}

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	tools, err := compose.FindTools(context.Background(), root)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	shared.engine, err = compose.Start(context.Background(), tools, root)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer shared.engine.Close()
	catalog, err := crds.Open(filepath.Join(root, "tools"), crds.CacheFolder(), func(string, ...any) {})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	shared.schema = plane.NewKinds(catalog)
	return m.Run()
}

func newWorld(t *testing.T) world { return world{t, shared.engine, shared.schema} }

func read(t *testing.T, path ...string) []compose.Object {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(append([]string{root}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	// As Flux fills it in for dev.
	text := strings.NewReplacer("${environment}", "dev", "${account}", "111111111111", "${region}", "eu-west-1",
		"${owner}", "platform", "${cost_center}", "odds-dev", "${infra_ops_cluster}", "odds-dev-infra-ops",
		"${infra_ops_range}", "10.16.0.0/20", "${platform_range}", "10.17.0.0/16",
		"${permissions_boundary_arn}", "arn:aws:iam::111111111111:policy/odds-dev-boundary-eu-west-1",
		"${landing_range}", "10.18.16.0/20", "${data_prune}", "disabled").Replace(string(content))
	var out []compose.Object
	for _, document := range strings.Split(text, "\n---\n") {
		var object unstructured.Unstructured
		if err := yaml.Unmarshal([]byte(document), &object.Object); err != nil {
			t.Fatal(err)
		}
		object.SetNamespace("platform")
		if object.GetKind() == "EdgePartner" {
			object.SetNamespace("partners")
		}
		out = append(out, &object)
	}
	return out
}

func (w world) input(xr compose.Object, others ...compose.Object) compose.Input {
	folder := map[string]string{"KafkaCluster": "kafkaclusters", "EdgePartner": "edgepartners"}[xr.GetKind()]
	network := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "platform.odds-update.io/v1alpha1", "kind": "Network",
		"metadata": map[string]any{"name": "edge", "namespace": "platform"},
	}}
	platform := network.DeepCopy()
	platform.SetName("platform")
	return compose.Input{
		XR:          xr,
		Composition: read(w.T, "crossplane", "apis", folder, "composition.yaml")[0],
		Definition:  read(w.T, "crossplane", "apis", folder, "definition.yaml")[0],
		Others:      append([]compose.Object{network, platform}, others...),
	}
}

func (w world) cloud() *compose.Recorded {
	w.Helper()
	recorded, err := compose.LoadRecorded(filepath.Join(root, "tools", "proof", "testdata", "observed"), w.schema)
	if err != nil {
		w.Fatal(err)
	}
	return recorded
}

// ready lets an XR come up and returns it with everything that it composed, as the cloud has it.
func (w world) ready(in compose.Input) (compose.Step, []compose.Object) {
	w.Helper()
	steps, err := w.engine.Steps(context.Background(), in, w.cloud())
	if err != nil {
		w.Fatal(err)
	}
	last := steps[len(steps)-1]
	return last, w.observed(last.Composed)
}

func (w world) observed(composed []compose.Object) []compose.Object {
	w.Helper()
	cloud := w.cloud()
	var out []compose.Object
	for _, object := range composed {
		made, err := cloud.Ready(object)
		if err != nil {
			w.Fatal(err)
		}
		out = append(out, made)
	}
	return out
}

func (w world) render(in compose.Input) compose.Result {
	w.Helper()
	result, err := w.engine.Render(context.Background(), in)
	if err != nil {
		w.Fatal(err)
	}
	return result
}

func find(objects []compose.Object, kind, part string) compose.Object {
	for _, object := range objects {
		if object.GetKind() == kind && object.GetAnnotations()["crossplane.io/composition-resource-name"] == part {
			return object
		}
	}
	return nil
}

// jobOf finds a CronJob, whose name ends with what it says.
func jobOf(objects []compose.Object, what string) compose.Object {
	for _, object := range objects {
		if object.GetKind() == "CronJob" && strings.HasPrefix(object.GetAnnotations()["crossplane.io/composition-resource-name"], what+"-") {
			return object
		}
	}
	return nil
}

func (w world) must(objects []compose.Object, kind, part string) compose.Object {
	w.Helper()
	object := find(objects, kind, part)
	if object == nil {
		w.Fatalf("no %s %s is composed", kind, part)
	}
	return object
}

func (w world) edge() compose.Object {
	return read(w.T, "crossplane", "envs", "base", "data", "kafka.yaml")[1]
}
func (w world) core() compose.Object {
	return read(w.T, "crossplane", "envs", "base", "data", "kafka.yaml")[0]
}

func (w world) partner(name string) compose.Object {
	return read(w.T, "crossplane", "envs", "base", "partners", name+".yaml")[0]
}

// statements of a cluster policy: Sid to the statement's text, in the policy's order.
func (w world) statements(composed []compose.Object) (order []string, text map[string]string) {
	w.Helper()
	policy := find(composed, "ClusterPolicy", "policy")
	text = map[string]string{}
	if policy == nil {
		return nil, text
	}
	raw, _, _ := unstructured.NestedString(policy.Object, "spec", "forProvider", "policy")
	var document struct{ Statement []json.RawMessage }
	if err := json.Unmarshal([]byte(raw), &document); err != nil {
		w.Fatal(err)
	}
	for _, statement := range document.Statement {
		var head struct{ Sid string }
		if err := json.Unmarshal(statement, &head); err != nil {
			w.Fatal(err)
		}
		if _, twice := text[head.Sid]; twice {
			w.Fatalf("Sid %s stands twice: AWS refuses the whole policy", head.Sid)
		}
		order, text[head.Sid] = append(order, head.Sid), string(statement)
	}
	return order, text
}
