package bootstrap

import (
	"fmt"
	"os"
	"strings"
)

const (
	namespace = "flux-system"
	revision  = "main@sha1:0a1b2c3d"
	oldOne    = "main@sha1:99999999"
)

// Phases whose objects are made in AWS, by region.
var clouds = map[string]string{
	"network": "eu-west-1", "data": "eu-west-1", "clusters": "eu-west-1", "second-region": "eu-central-1", "partners": "eu-west-1",
}

func runFlux(w *world, a arguments) error {
	if a.command() == "version" && a.has("client") {
		fmt.Println("flux: v2.9.4")
		return nil
	}
	if os.Getenv("KUBECONFIG") == "" {
		return fmt.Errorf("stub: flux without a KUBECONFIG would ask the cluster of the person")
	}
	if _, err := os.Stat(os.Getenv("KUBECONFIG")); err != nil {
		return fmt.Errorf("✗ Kubernetes client initialization failed: %w", err)
	}
	if w.Cluster == "" {
		return fmt.Errorf("✗ dial tcp: lookup infra-ops: no such host")
	}
	if w.Unreachable {
		return fmt.Errorf("✗ dial tcp 10.16.4.7:443: i/o timeout")
	}
	name := ""
	if len(a.words) > 2 {
		name = a.words[2]
	}
	switch command := strings.Join(a.words[:min(2, len(a.words))], " "); command {
	case "bootstrap git":
		return w.bootstrap(a)
	case "uninstall":
		w.write = true
		w.Flux, w.Kustomizations = false, map[string]*kustomization{}
		return nil
	case "get kustomizations", "get sources", "reconcile source", "reconcile kustomization",
		"suspend kustomization", "resume kustomization", "delete kustomization", "export kustomization":
		if !w.Flux {
			return fmt.Errorf(`✗ no matches for kind "Kustomization" in version "kustomize.toolkit.fluxcd.io/v1"`)
		}
		return w.flux(command, name, a)
	}
	return a.refuse()
}

func (w *world) bootstrap(a arguments) error {
	w.write = true
	if !w.State || w.Teardown == "" {
		return fmt.Errorf("✗ the ConfigMap environment is missing: flux-system cannot be substituted")
	}
	if w.Suspended {
		return fmt.Errorf("✗ timed out waiting for flux-system: it is suspended")
	}
	if a.get("path") != "clusters/infra-ops" || a.get("branch") != "main" || !a.has("silent") {
		return fmt.Errorf("✗ stub: wrong arguments %v", a.flags)
	}
	password, key := os.Getenv("GIT_PASSWORD"), a.get("private-key-file")
	switch {
	case strings.HasPrefix(a.get("url"), "https://"):
		// A careless program: what it is given, it prints.
		fmt.Printf("► cloning %s with %s\n", a.get("url"), password)
		if password != token || !a.has("token-auth") {
			return fmt.Errorf("✗ authentication required: %s is wrong", password)
		}
	case strings.HasPrefix(a.get("url"), "ssh://"):
		if content, err := os.ReadFile(key); err != nil || strings.TrimSpace(string(content)) != keyContent {
			return fmt.Errorf("✗ unable to authenticate with %q", key)
		}
	default:
		return fmt.Errorf("✗ unsupported protocol")
	}
	w.Flux, w.Pushed = true, true
	if w.Kustomizations[namespace] == nil {
		w.Kustomizations[namespace] = &kustomization{Policy: "MirrorPrune", Ready: true}
	}
	fmt.Println("✔ all components are healthy")
	return nil
}

func (w *world) flux(command, name string, a arguments) error {
	found := w.Kustomizations[name]
	if found == nil && strings.HasSuffix(command, "kustomization") && command != "suspend kustomization" {
		return fmt.Errorf(`✗ kustomizations.kustomize.toolkit.fluxcd.io %q not found`, name)
	}
	switch command {
	case "get sources":
		fmt.Printf("flux-system\t%s\tFalse    \tTrue \tstored artifact for revision '%s'\t\n", revision, revision)
	case "get kustomizations":
		w.tick()
		return w.print()
	case "export kustomization":
		fmt.Printf("---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: %s\nspec:\n  deletionPolicy: %s\n", name, found.Policy)
	case "reconcile source":
		w.write = true
	case "reconcile kustomization", "resume kustomization":
		w.write = true
		return w.reconcile(command, name)
	case "suspend kustomization":
		w.write = true
		// As the CLI: an object that is not there is a message, no failure.
		if name == namespace && found != nil {
			w.Suspended = true
		}
	case "delete kustomization":
		w.write = true
		if !a.has("silent") {
			return fmt.Errorf("✗ stub: it would ask")
		}
		found.Deleting = true
	}
	return nil
}

func (w *world) reconcile(command, name string) error {
	if name == namespace {
		if w.Suspended && command == "reconcile kustomization" {
			return fmt.Errorf("✗ resource is suspended")
		}
		w.Suspended = false
		return w.apply()
	}
	w.Kustomizations[name].Prune = w.prune()
	return nil
}

func (w *world) prune() string {
	if w.Teardown == "true" {
		return "enabled"
	}
	return "disabled"
}

// apply is what the Kustomization flux-system does: makes or changes the others.
func (w *world) apply() error {
	phases, err := w.phases()
	if err != nil {
		return err
	}
	for _, p := range phases {
		policy := p.Spec.DeletionPolicy
		if policy == "${deletion_policy}" {
			policy = map[string]string{"true": "WaitForTermination"}[w.Teardown]
			if policy == "" {
				policy = "Orphan"
			}
		}
		if w.Kustomizations[p.Metadata.Name] == nil {
			w.Kustomizations[p.Metadata.Name] = &kustomization{Prune: "disabled"}
		}
		w.Kustomizations[p.Metadata.Name].Policy = policy
	}
	return nil
}

// tick lets some time pass: what flux-system does unless it is suspended, one more rank of phases
// ready, deletions finished.
func (w *world) tick() {
	if !w.Suspended {
		if err := w.apply(); err != nil {
			panic(err)
		}
	}
	phases, err := w.phases()
	if err != nil {
		panic(err)
	}
	var ready []string
	for _, p := range phases {
		state := w.Kustomizations[p.Metadata.Name]
		if state == nil || state.Ready {
			continue
		}
		free := true
		for _, needed := range p.Spec.DependsOn {
			free = free && w.Kustomizations[needed.Name] != nil && w.Kustomizations[needed.Name].Ready
		}
		if free {
			ready = append(ready, p.Metadata.Name)
		}
	}
	for _, name := range ready {
		w.Kustomizations[name].Ready = true
		if region := clouds[name]; region != "" {
			w.Resources["arn:aws:made:"+region+":111111111111:"+name] = &resource{Phase: name, Region: region}
		}
	}
	for name, state := range w.Kustomizations {
		if !state.Deleting {
			continue
		}
		delete(w.Kustomizations, name)
		made := w.Resources["arn:aws:made:"+clouds[name]+":111111111111:"+name]
		if made != nil && state.Policy == "WaitForTermination" && state.Prune == "enabled" {
			made.Going = 2
		}
	}
}

func (w *world) print() error {
	if len(w.Kustomizations) == 0 {
		return fmt.Errorf(`✗ no Kustomization objects found in "flux-system" namespace`)
	}
	phases, err := w.phases()
	if err != nil {
		return err
	}
	names := []string{namespace}
	for _, p := range phases {
		names = append(names, p.Metadata.Name)
	}
	for _, name := range names {
		state := w.Kustomizations[name]
		if state == nil {
			continue
		}
		// Padded as the table printer does it; ready at the commit before until its turn comes.
		suspended := "False"
		if name == namespace && w.Suspended {
			suspended = "True"
		}
		status, message, at := "True", "Applied revision: "+revision, revision
		if !state.Ready {
			status, message, at = "False", "dependency is not ready", oldOne
			if name == "network" {
				// Healthy, but still of the commit before.
				status = "True"
			}
		}
		fmt.Printf("%-24s\t%s\t%-9s\t%-5s\t%s\t\n", name, at, suspended, status, message)
	}
	return nil
}
