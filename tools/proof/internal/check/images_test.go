package check

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"odds-update/tools/proof/internal/apiserver"
	"odds-update/tools/proof/internal/repo"
)

const (
	pinned   = "registry.example:5000/odds-update/odds:1.4.2"
	byDigest = "registry.example/odds@sha256:0123456789012345678901234567890123456789012345678901234567890123"
)

// shape makes an object whose pod runs the image somewhere.
type shape struct {
	name string
	make func(namespace, image string) *unstructured.Unstructured
}

func podOf(containers map[string]any) map[string]any {
	if containers["containers"] == nil {
		containers["containers"] = container("main", pinned)
	}
	containers["restartPolicy"] = "Never"
	return containers
}

func container(name, image string) []any { return []any{map[string]any{"name": name, "image": image}} }

func made(api, kind, namespace, name string, spec map[string]any) *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: map[string]any{"apiVersion": api, "kind": kind,
		"metadata": map[string]any{"name": name, "namespace": namespace}, "spec": spec}}
}

var shapes = []shape{
	{"a pod", func(namespace, image string) *unstructured.Unstructured {
		return made("v1", "Pod", namespace, "pod", podOf(map[string]any{"containers": container("main", image)}))
	}},
	{"a pod's init container", func(namespace, image string) *unstructured.Unstructured {
		return made("v1", "Pod", namespace, "pod", podOf(map[string]any{"initContainers": container("first", image)}))
	}},
	{"a Deployment", func(namespace, image string) *unstructured.Unstructured {
		labels := map[string]any{"app": "x"}
		pod := podOf(map[string]any{"containers": container("main", image)})
		pod["restartPolicy"] = "Always"
		return made("apps/v1", "Deployment", namespace, "deployment", map[string]any{"selector": map[string]any{"matchLabels": labels},
			"template": map[string]any{"metadata": map[string]any{"labels": labels}, "spec": pod}})
	}},
	{"a Job", func(namespace, image string) *unstructured.Unstructured {
		return made("batch/v1", "Job", namespace, "job", map[string]any{
			"template": map[string]any{"spec": podOf(map[string]any{"containers": container("main", image)})}})
	}},
	{"a CronJob", func(namespace, image string) *unstructured.Unstructured {
		return made("batch/v1", "CronJob", namespace, "cron-job", map[string]any{"schedule": "0 0 * * *", "jobTemplate": map[string]any{
			"spec": map[string]any{"template": map[string]any{"spec": podOf(map[string]any{"containers": container("main", image)})}}}})
	}},
}

// TestAnImageWithoutVersionIsRefusedWhereverItRuns asks a real API server with the policies of both spokes.
func TestAnImageWithoutVersionIsRefusedWhereverItRuns(t *testing.T) {
	ctx := t.Context()
	absolute, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	binaries, err := apiserver.FindBinaries(ctx, absolute)
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := repo.Load(absolute, t.TempDir(), "dev")
	if err != nil {
		t.Fatal(err)
	}
	namespaces := map[string]string{"ingestion": "ingestion", "compute": "odds"}
	clusters, err := apiserver.StartAll(binaries, "ingestion", "compute")
	if err != nil {
		t.Fatal(err)
	}
	defer apiserver.StopAll(clusters)
	for name, cluster := range clusters {
		pinning(t, ctx, cluster, loaded.Phase(name+"-configuration"), namespaces[name])
		for _, s := range shapes {
			for image, refused := range map[string]bool{
				pinned: false, byDigest: false, "odds:latest": true, "odds": true, "registry.example:5000/odds": true,
			} {
				judgedImage(t, name+": "+s.name, image, refused, cluster.Try(ctx, s.make(namespaces[name], image)))
			}
		}
		debugged(t, ctx, cluster, namespaces[name])
	}
}

// pinning applies the policy and waits until the API server follows it, which takes it a moment.
func pinning(t *testing.T, ctx context.Context, cluster *apiserver.Cluster, phase *repo.Phase, namespace string) {
	t.Helper()
	if err := cluster.CreateNamespace(ctx, namespace); err != nil {
		t.Fatal(err)
	}
	applied := 0
	for _, object := range phase.Objects {
		if object.GetName() == "images-are-pinned" {
			applied++
			if err := cluster.Store(ctx, object.Unstructured); err != nil {
				t.Fatal(err)
			}
		}
	}
	if applied != 2 {
		t.Fatalf("%s has %d objects of images-are-pinned, not a policy and its binding", phase.Name, applied)
	}
	for deadline := time.Now().Add(time.Minute); cluster.Try(ctx, shapes[0].make(namespace, "odds:latest")) == nil; {
		if time.Now().After(deadline) {
			t.Fatalf("%s: a pod with odds:latest is let in after a minute", cluster.Name)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// debugged gives a running pod a container for debugging, as kubectl debug does.
func debugged(t *testing.T, ctx context.Context, cluster *apiserver.Cluster, namespace string) {
	t.Helper()
	if err := cluster.Store(ctx, shapes[0].make(namespace, pinned)); err != nil {
		t.Fatal(err)
	}
	for image, refused := range map[string]bool{pinned: false, "busybox": true} {
		pod := made("v1", "Pod", namespace, "pod", nil)
		if err := cluster.Client.Get(ctx, client.ObjectKeyFromObject(pod), pod); err != nil {
			t.Fatal(err)
		}
		if err := unstructured.SetNestedSlice(pod.Object, container("debug", image), "spec", "ephemeralContainers"); err != nil {
			t.Fatal(err)
		}
		err := cluster.Client.SubResource("ephemeralcontainers").Update(ctx, pod, &client.SubResourceUpdateOptions{
			UpdateOptions: client.UpdateOptions{DryRun: []string{"All"}}})
		judgedImage(t, cluster.Name+": a container for debugging", image, refused, err)
	}
}

func judgedImage(t *testing.T, where, image string, refused bool, err error) {
	t.Helper()
	switch {
	case !refused && err != nil:
		t.Errorf("%s with %s: %v", where, image, err)
	case refused && (err == nil || !strings.Contains(err.Error(), "every image needs a digest or a version tag")):
		t.Errorf("%s with %s is not refused for its image: %v", where, image, err)
	}
}
