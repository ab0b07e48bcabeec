// Package apiserver runs real API servers: etcd and kube-apiserver, one pair a cluster, on loopback.
package apiserver

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/fluxcd/cli-utils/pkg/kstatus/polling"
	"github.com/fluxcd/pkg/ssa"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	clientgoscheme "k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/envtest"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"

	"odds-update/tools/proof/internal/built"
)

// Cluster is one running API server.
type Cluster struct {
	Name string
	// Client refuses unknown and repeated fields.
	Client client.Client
	// Flux applies as kustomize-controller does.
	Flux        *ssa.ResourceManager
	environment *envtest.Environment
	config      *rest.Config
	policies    int
}

// FindBinaries builds etcd and kube-apiserver when the cache does not have them yet.
func FindBinaries(ctx context.Context, root string) (string, error) {
	folders, err := built.Folders(ctx, root, "apiserver")
	return folders["apiserver"], err
}

// StartAll starts one API server a name, all at once.
func StartAll(binaries string, names ...string) (map[string]*Cluster, error) {
	silence()
	clusters := map[string]*Cluster{}
	var mutex sync.Mutex
	var group sync.WaitGroup
	var failed error
	for _, name := range names {
		group.Add(1)
		go func() {
			defer group.Done()
			cluster, err := start(binaries, name)
			mutex.Lock()
			defer mutex.Unlock()
			if err != nil {
				failed = fmt.Errorf("API server of %s: %w", name, err)
				return
			}
			clusters[name] = cluster
			remaining.Store(cluster.environment, true)
		}()
	}
	group.Wait()
	if failed != nil {
		StopAll(clusters)
		return nil, failed
	}
	return clusters, nil
}

// StopAll stops them; they hold nothing that is worth keeping.
func StopAll(clusters map[string]*Cluster) {
	var group sync.WaitGroup
	for _, cluster := range clusters {
		group.Add(1)
		go func() {
			defer group.Done()
			_ = cluster.environment.Stop()
			remaining.Delete(cluster.environment)
		}()
	}
	group.Wait()
}

// remaining are those that run: they have process groups of their own, and outlive a process that is ended.
var remaining sync.Map

// StopRemaining stops them all, for a process that has to end at once.
func StopRemaining() {
	var group sync.WaitGroup
	remaining.Range(func(environment, _ any) bool {
		group.Go(func() { _ = environment.(*envtest.Environment).Stop() })
		return true
	})
	group.Wait()
}

var silence = sync.OnceFunc(func() { log.SetLogger(zap.New(zap.WriteTo(io.Discard))) })

func start(binaries, name string) (*Cluster, error) {
	environment := &envtest.Environment{
		BinaryAssetsDirectory:    binaries,
		ControlPlaneStartTimeout: 2 * time.Minute,
		ControlPlaneStopTimeout:  30 * time.Second,
	}
	// Nothing has to survive a power cut.
	environment.ControlPlane.GetAPIServer()
	environment.ControlPlane.Etcd = &envtest.Etcd{}
	environment.ControlPlane.Etcd.Configure().Append("unsafe-no-fsync", "true")
	server := environment.ControlPlane.GetAPIServer().Configure()
	server.Append("enable-priority-and-fairness", "false")
	server.Append("profiling", "false")
	config, err := environment.Start()
	if err != nil {
		return nil, err
	}
	cluster, err := connect(name, config)
	if err != nil {
		_ = environment.Stop()
		return nil, err
	}
	cluster.environment, cluster.config = environment, config
	return cluster, nil
}

func connect(name string, config *rest.Config) (*Cluster, error) {
	config.QPS = -1
	// The harness reads answers, not advice.
	config.WarningHandler = rest.NoWarnings{}
	scheme := runtime.NewScheme()
	if err := clientgoscheme.AddToScheme(scheme); err != nil {
		return nil, err
	}
	plain, err := client.New(config, client.Options{Scheme: scheme})
	if err != nil {
		return nil, err
	}
	strict := client.WithFieldValidation(plain, metav1.FieldValidationStrict)
	poller := polling.NewStatusPoller(strict, strict.RESTMapper(), polling.Options{})
	manager := ssa.NewResourceManager(strict, poller, ssa.Owner{
		Field: "kustomize-controller", Group: "kustomize.toolkit.fluxcd.io",
	})
	return &Cluster{Name: name, Client: strict, Flux: manager}, nil
}

// ApplyOptions are Flux's, with a shorter interval: nothing slow is waited for here.
func ApplyOptions() ssa.ApplyOptions {
	options := ssa.DefaultApplyOptions()
	options.WaitInterval = 100 * time.Millisecond
	options.WaitTimeout = 30 * time.Second
	options.Cleanup.Annotations = []string{"kubectl.kubernetes.io/last-applied-configuration"}
	return options
}

// Install adds definitions, as their operator would, and waits until they are served.
func (c *Cluster) Install(ctx context.Context, definitions []*unstructured.Unstructured) error {
	for _, definition := range definitions {
		err := c.Client.Patch(ctx, definition.DeepCopy(), client.Apply, client.FieldOwner("operator"), client.ForceOwnership) //nolint:staticcheck
		if err != nil {
			return fmt.Errorf("%s: definition %s: %w", c.Name, definition.GetName(), err)
		}
	}
	deadline := time.Now().Add(time.Minute)
	for _, definition := range definitions {
		for !c.established(ctx, definition.GetName()) {
			if time.Now().After(deadline) || ctx.Err() != nil {
				return fmt.Errorf("%s: definition %s is not served after a minute", c.Name, definition.GetName())
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
	return nil
}

// Uninstall takes a definition away, with all its objects, and returns the cluster as one that never had it.
func (c *Cluster) Uninstall(ctx context.Context, name string) (*Cluster, error) {
	definition := &unstructured.Unstructured{}
	definition.SetAPIVersion("apiextensions.k8s.io/v1")
	definition.SetKind("CustomResourceDefinition")
	definition.SetName(name)
	if err := c.Client.Delete(ctx, definition); err != nil {
		return nil, fmt.Errorf("%s: definition %s: %w", c.Name, name, err)
	}
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline) && ctx.Err() == nil; time.Sleep(50 * time.Millisecond) {
		if err := c.Client.Get(ctx, client.ObjectKeyFromObject(definition), definition); !apierrors.IsNotFound(err) {
			continue
		}
		// A client remembers the kinds that it once found.
		again, err := connect(c.Name, c.config)
		if err != nil {
			return nil, err
		}
		again.environment, again.config, again.policies = c.environment, c.config, c.policies
		return again, nil
	}
	return nil, fmt.Errorf("%s: definition %s is still there after a minute", c.Name, name)
}

func (c *Cluster) established(ctx context.Context, name string) bool {
	found := &unstructured.Unstructured{}
	found.SetAPIVersion("apiextensions.k8s.io/v1")
	found.SetKind("CustomResourceDefinition")
	if err := c.Client.Get(ctx, client.ObjectKey{Name: name}, found); err != nil {
		return false
	}
	conditions, _, _ := unstructured.NestedSlice(found.Object, "status", "conditions")
	for _, entry := range conditions {
		condition, _ := entry.(map[string]any)
		if condition["type"] == "Established" && condition["status"] == "True" {
			return true
		}
	}
	return false
}

// CreateNamespace makes a namespace as a Helm release with createNamespace does.
func (c *Cluster) CreateNamespace(ctx context.Context, name string) error {
	namespace := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "Namespace",
		"metadata": map[string]any{"name": name}}}
	return client.IgnoreAlreadyExists(c.Client.Create(ctx, namespace))
}

// Try is Flux's dry run of one object.
func (c *Cluster) Try(ctx context.Context, object *unstructured.Unstructured) error {
	return c.Client.Patch(ctx, object.DeepCopy(), client.Apply, client.FieldOwner("kustomize-controller"), //nolint:staticcheck
		client.ForceOwnership, client.DryRunAll)
}

// Store applies one object as Flux does.
func (c *Cluster) Store(ctx context.Context, object *unstructured.Unstructured) error {
	_, err := c.Flux.Apply(ctx, object.DeepCopy(), ApplyOptions())
	return err
}

// Compose applies an object as Crossplane does.
func (c *Cluster) Compose(ctx context.Context, object *unstructured.Unstructured, options ...client.PatchOption) error {
	applied := object.DeepCopy()
	// The owner has no identity here, and a status belongs to the provider.
	applied.SetOwnerReferences(nil)
	applied.SetResourceVersion("")
	applied.SetUID("")
	unstructured.RemoveNestedField(applied.Object, "status")
	unstructured.RemoveNestedField(applied.Object, "metadata", "creationTimestamp")
	unstructured.RemoveNestedField(applied.Object, "metadata", "managedFields")
	options = append(options, client.FieldOwner("apiextensions.crossplane.io/composed"), client.ForceOwnership)
	return c.Client.Patch(ctx, applied, client.Apply, options...) //nolint:staticcheck
}

// Plural is the resource's name in the API, as RBAC rules spell it.
func (c *Cluster) Plural(kind schema.GroupVersionKind) string {
	mapping, err := c.Client.RESTMapper().RESTMapping(kind.GroupKind(), kind.Version)
	if err != nil {
		return strings.ToLower(kind.Kind) + "s"
	}
	return mapping.Resource.Resource
}
