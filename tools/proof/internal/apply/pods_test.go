package apply

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"odds-update/tools/proof/internal/repo"
)

// What Crossplane 2.3.4 makes on the hub when nobody says otherwise, as far as admission looks at it: its
// chart's values securityContextCrossplane and securityContextRBACManager, and what its package manager gives
// to the pods of providers and functions.
var crossplanesPods = map[string]string{
	"core and RBAC manager": `
containers:
- name: crossplane
  securityContext: {runAsUser: 65532, runAsGroup: 65532, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true}
`,
	"provider or function": `
securityContext: {runAsNonRoot: true, runAsUser: 2000, runAsGroup: 2000}
containers:
- name: package-runtime
  securityContext: {runAsNonRoot: true, runAsUser: 2000, runAsGroup: 2000, allowPrivilegeEscalation: false, privileged: false}
`,
}

func TestCrossplanesNamespaceAdmitsThePodsOfItsChartAndPackages(t *testing.T) {
	const namespace = "crossplane-system"
	content, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "crossplane", "system", "namespaces.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	w := &world{levels: map[string]string{}, provided: map[string]string{}}
	for _, text := range strings.Split(string(content), "\n---\n") {
		object := &unstructured.Unstructured{}
		if err := yaml.Unmarshal([]byte(text), &object.Object); err != nil {
			t.Fatal(err)
		}
		w.note("crossplane", repo.Hub, repo.Object{Unstructured: object})
	}
	for name, spec := range crossplanesPods {
		pod := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "Pod"}}
		pod.SetName("recorded")
		pod.SetNamespace(namespace)
		var parsed map[string]any
		if err := yaml.Unmarshal([]byte(spec), &parsed); err != nil {
			t.Fatal(err)
		}
		pod.Object["spec"] = parsed
		phase := &repo.Phase{Objects: []repo.Object{{Unstructured: pod}}}
		for _, finding := range w.podSecurity(phase, repo.Hub) {
			t.Errorf("%s: %s", name, finding.Message)
		}
		restricted := &world{levels: map[string]string{repo.Hub + "/" + namespace: "restricted"}}
		if len(restricted.podSecurity(phase, repo.Hub)) == 0 {
			t.Errorf("%s keeps to restricted: nothing speaks against that label any more", name)
		}
	}
}
