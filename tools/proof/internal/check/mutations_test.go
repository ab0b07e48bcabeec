package check

import (
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/apiserver"
	"odds-update/tools/proof/internal/apply"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/removal"
	"odds-update/tools/proof/internal/repo"
)

const root = "../../../.."

// mutation changes one thing of the control plane and names what the failure has to say.
type mutation struct {
	name string
	// phase is where the change has to show; static mutations show when the repository is read.
	phase  string
	change func(*testing.T, string)
	says   []string
}

// in replaces a text that must be in the file: a mutation that changes nothing proves nothing.
func in(file, old, new string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		path := filepath.Join(folder, file)
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(content), old) {
			t.Fatalf("%s has no %q to change", file, old)
		}
		if err := os.WriteFile(path, []byte(strings.Replace(string(content), old, new, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// inKustomization replaces a text of one Kustomization, whatever file it stands in.
func inKustomization(name, old, new string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		files, _ := filepath.Glob(filepath.Join(folder, "clusters", repo.Hub, "*.yaml"))
		for _, file := range files {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			documents := strings.Split(string(content), "\n---\n")
			for i, document := range documents {
				if !strings.Contains(document+"\n", "\n  name: "+name+"\n  namespace: flux-system\n") {
					continue
				}
				if !strings.Contains(document+"\n", old) {
					t.Fatalf("Kustomization %s has no %q to change", name, old)
				}
				documents[i] = strings.TrimSuffix(strings.Replace(document+"\n", old, new, 1), "\n")
				if err := os.WriteFile(file, []byte(strings.Join(documents, "\n---\n")), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
		}
		t.Fatalf("no Kustomization is named %s", name)
	}
}

func write(file, content string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		path := filepath.Join(folder, file)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func (m mutation) copy(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := repo.Copy(root, folder); err != nil {
		t.Fatal(err)
	}
	m.change(t, folder)
	return folder
}

// expect fails unless one finding says all of it.
func (m mutation) expect(t *testing.T, findings []repo.Finding) {
	t.Helper()
	for _, finding := range findings {
		missing := false
		for _, part := range m.says {
			missing = missing || !strings.Contains(finding.Error(), part)
		}
		if !missing {
			return
		}
	}
	t.Fatalf("no finding says all of %q; found: %v", m.says, findings)
}

// secondPartner copies globex's file, with other ends of its VPN.
func secondPartner(gateway, ranges string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		partners := "crossplane/envs/base/partners/"
		content, err := os.ReadFile(filepath.Join(folder, partners+"globex.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		copied := strings.NewReplacer("name: globex", "name: initech", "203.0.113.10", gateway, "172.20.0.0/24", ranges).Replace(string(content))
		write(partners+"initech.yaml", copied)(t, folder)
		in(partners+"kustomization.yaml", "  - globex.yaml\n", "  - globex.yaml\n  - initech.yaml\n")(t, folder)
	}
}

var static = []mutation{
	{"TwoPartnersOfOneGateway", "", secondPartner("203.0.113.10", "172.21.0.0/24"),
		[]string{"partners: EdgePartner partners/initech: crossplane/envs/base/partners/initech.yaml:20", "spec.vpn.gatewayAddress", "globex"}},
	{"TwoPartnersOfOneRange", "", secondPartner("203.0.113.11", "172.20.0.128/25"),
		[]string{"partners: EdgePartner partners/initech: crossplane/envs/base/partners/initech.yaml:22", "172.20.0.128/25", "172.20.0.0/24 of globex"}},
	{"APartnersRangeInTheLandingNetwork", "", secondPartner("203.0.113.11", "10.34.16.0/24"),
		[]string{"partners: EdgePartner partners/initech: crossplane/envs/base/partners/initech.yaml:22", "10.34.16.0/24", "the landing network"}},
	{"ATypoInAPatchedKind", "", in("k8s/compute/base/odds.yaml", "kind: FlinkDeployment\n", "kind: FlinkDeploymet\n"),
		[]string{"prod compute-workloads: FlinkDeploymet odds: k8s/compute/base/odds.yaml:2", "FlinkDeployment meant?"}},
	{"AnUndefinedVariable", "", in("crossplane/envs/base/data/lake.yaml", "owner: ${owner}", "owner: ${ownr}"),
		[]string{"data: Lake platform/lake: crossplane/envs/base/data/lake.yaml:", "ownr"}},
	{"ACycle", "", inKustomization("network", "- name: apis\n", "- name: data\n"),
		[]string{"clusters/infra-ops/", "cycle", "network → data → network"}},
	{"ADependencyThatIsNotThere", "", inKustomization("data", "- name: network\n", "- name: netwrk\n"),
		[]string{"data", `clusters/infra-ops/40-data.yaml:`, `no Kustomization is named "netwrk"`}},
	{"APathThatIsNotThere", "", inKustomization("rights", "path: ./crossplane/rights/generated", "path: ./crossplane/rights/generted"),
		[]string{"rights", "clusters/infra-ops/80-topics.yaml:", "spec.path: ./crossplane/rights/generted"}},
	{"AnOrphanPath", "", write("k8s/compute/forgotten/config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n"),
		[]string{"k8s/compute/forgotten/config.yaml:1", "no Kustomization"}},
	{"AResourceOfAKustomizationThatIsNotThere", "", in("k8s/compute/base/kustomization.yaml", "- odds.yaml", "- ods.yaml"),
		[]string{"compute-workloads", "ods.yaml"}},
	{"TwoKustomizationsOfOneName", "", inKustomization("rights", "name: rights\n", "name: topics\n"),
		[]string{"80-topics.yaml", "already registered id", "topics.flux-system"}},
	{"AKubeconfigSecret", "", inKustomization("compute-workloads", "configMapRef:\n      name: compute-kubeconfig", "secretRef:\n      name: compute-kubeconfig"),
		[]string{"clusters/infra-ops/90-workloads.yaml:", "spec.kubeConfig.secretRef"}},
	{"APatchThatBreaksAfterSubstitution", "", in("crossplane/envs/base/data/lake.yaml", "owner: ${owner}", "owner: ${owner"),
		[]string{"data", "crossplane/envs/base/data/lake.yaml"}},
}

func TestStaticMutation(t *testing.T) {
	for _, m := range static {
		t.Run(m.name, func(t *testing.T) {
			_, findings := Load(m.copy(t), t.TempDir(), repo.Environments)
			m.expect(t, findings)
		})
	}
}

var served = []mutation{
	{"ARemovedDependsOn", "providers", inKustomization("providers", "  dependsOn:\n    - name: crossplane\n", ""),
		[]string{"providers: ", "crossplane/providers/", "does not serve kind", "pkg.crossplane.io"}},
	{"ARemovedDependsOnOfTopics", "topics", inKustomization("topics", "  dependsOn:\n    - name: hub-configuration\n", ""),
		[]string{"topics: KafkaTopic", "crossplane/topics/generated/", "infra-ops does not serve kind KafkaTopic"}},
	{"ADependsOnThatOnlyLuckReplaces", "compute-configuration", inKustomization("compute-configuration", "- name: compute-addons\n", "- name: compute-namespaces\n"),
		[]string{"compute-configuration: ", "k8s/compute/configuration/", "does not serve kind"}},
	{"ASwappedPhase", "apis", inKustomization("apis", "- name: providers\n", "- name: crossplane\n"),
		[]string{"apis: ClusterProviderConfig default: crossplane/apis/provider-config.yaml:", "does not serve kind ClusterProviderConfig"}},
	{"ATypoInAKind", "ingestion-workloads", in("k8s/ingestion/base/adapter.yaml", "kind: Service\n", "kind: Servce\n"),
		[]string{"ingestion-workloads: Servce", "k8s/ingestion/base/adapter.yaml:", "ingestion does not serve kind Servce"}},
	{"AHelmReleaseSentToASpoke", "compute-addons", inKustomization("compute-addons", "  postBuild:\n", "  kubeConfig:\n    configMapRef:\n      name: compute-kubeconfig\n  postBuild:\n"),
		[]string{"compute-addons: HelmRelease", "k8s/addons/", "compute does not serve kind HelmRelease"}},
	{"AWorkloadSentToTheHub", "compute-workloads", inKustomization("compute-workloads", "  kubeConfig:\n    configMapRef:\n      name: compute-kubeconfig\n", ""),
		[]string{"compute-workloads: FlinkDeployment", "k8s/compute/base/odds.yaml:", "infra-ops does not serve kind FlinkDeployment"}},
	{"AMissingNamespace", "compute-workloads", in("k8s/compute/base/kustomization.yaml", "namespace: odds", "namespace: ods"),
		[]string{"compute-workloads: ", "k8s/compute/base/", `namespaces "ods" not found`}},
	{"ABadEnum", "compute-workloads", in("k8s/compute/base/odds.yaml", "flinkVersion: v2_2", "flinkVersion: v2_9"),
		[]string{"FlinkDeployment odds/odds: k8s/compute/base/odds.yaml:9:", "v2_9"}},
	{"AnUnknownField", "data", in("crossplane/envs/base/data/lake.yaml", "noncurrentDays:", "noncurentDays:"),
		[]string{"data: Lake platform/lake: crossplane/envs/base/data/lake.yaml:", "noncurentDays"}},
	{"ANumberWhereATextBelongs", "data", in("crossplane/envs/base/data/lake.yaml", "owner: ${owner}", "owner: ${account}"),
		[]string{"data: Lake platform/lake: crossplane/envs/base/data/lake.yaml:", "owner"}},
	{"APodThatMayBecomeRoot", "ingestion-workloads", in("k8s/ingestion/base/adapter.yaml", "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true"),
		[]string{"Deployment ingestion/adapter: k8s/ingestion/base/adapter.yaml:", "allowPrivilegeEscalation"}},
	{"WhatAnAdmissionPolicyRefuses", "ingestion-workloads", in("k8s/ingestion/base/adapter.yaml", "replicas: 1", "replicas: 2"),
		[]string{"Deployment ingestion/adapter: k8s/ingestion/base/adapter.yaml:", "ValidatingAdmissionPolicy"}},
	{"ASecretNobodyMakes", "ingestion-workloads", in("k8s/ingestion/base/adapter.yaml", "- secretRef:\n                name: adapter", "- secretRef:\n                name: adaptr"),
		[]string{"Deployment ingestion/adapter: k8s/ingestion/base/adapter.yaml:", "Secret ingestion/adaptr is not on cluster ingestion"}},
	{"AProviderOfAnotherVersion", "providers", in("crossplane/providers/providers.yaml", "provider-aws-athena:v2.7.0", "provider-aws-athena:v2.4.0"),
		[]string{"providers: Provider", "crossplane/providers/providers.yaml:", "v2.4.0"}},
	{"AProviderRemoved", "providers", in("crossplane/providers/providers.yaml", "provider-aws-athena:v2.7.0", "provider-aws-accessanalyzer:v2.7.0"),
		[]string{"crossplane/providers/activation.yaml:", "workgroups.athena.aws.m.upbound.io is a kind of no installed provider"}},
	{"AChartOfAnotherVersion", "compute-addons", in("k8s/addons/compute/flink-operator.yaml", "version: 1.15.0", "version: 1.13.0"),
		[]string{"compute-addons: HelmRelease", "k8s/addons/compute/flink-operator.yaml:", "1.13.0"}},
	{"AKustomizationThatDoesNotWait", "crossplane", inKustomization("crossplane", "  wait: true\n", ""),
		[]string{"crossplane: HelmRelease crossplane-system/crossplane: crossplane/system/release.yaml:", "does not wait"}},
	{"AFunctionThatIsNotInstalled", "apis", in("crossplane/apis/lakes/composition.yaml", "name: function-pythonic", "name: function-pythonics"),
		[]string{"apis: Composition", "crossplane/apis/lakes/composition.yaml:", "Function function-pythonics"}},
}

// onTop are judged where the unchanged control plane is applied already, as a release before would be.
var onTop = []mutation{
	{"AnImmutableFieldChanged", "ingestion-workloads", in("k8s/ingestion/base/adapter.yaml", "    matchLabels:\n", "    matchLabels:\n      platform.odds-update.io/feed: nba-livedata\n"),
		[]string{"Deployment ingestion/adapter: k8s/ingestion/base/adapter.yaml:", "field is immutable"}},
	{"AVersionRemovedThatObjectsAreStoredIn", "apis", in("crossplane/apis/lakes/definition.yaml", "- name: v1alpha1\n", "- name: v1beta1\n"),
		[]string{"CompositeResourceDefinition lakes.platform.odds-update.io: crossplane/apis/lakes/definition.yaml:", "storedVersions"}},
}

// TestServedMutation asks real API servers; one start serves all mutations.
func TestServedMutation(t *testing.T) {
	ctx := context.Background()
	run, base := open(t, ctx)
	var mutants []apply.Mutant
	for _, m := range append(slices.Clone(served), onTop...) {
		changed, err := repo.Load(m.copy(t), t.TempDir(), "dev")
		if err != nil {
			t.Fatalf("%s: %v", m.name, err)
		}
		mutants = append(mutants, apply.Mutant{Name: m.name, Repo: changed, Phase: m.phase, OnTop: slices.ContainsFunc(onTop, func(o mutation) bool { return o.name == m.name })})
	}
	composed, err := run.compose(ctx, composing, base, plane.Judging{OnlyFinal: true})
	if err != nil {
		t.Fatal(err)
	}
	clusters, stop, err := run.start()
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	judged, err := apply.Rehearse(ctx, base, mutants, clusters, run.catalog, composed.composer)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range append(slices.Clone(served), onTop...) {
		t.Run(m.name, func(t *testing.T) { m.expect(t, judged[m.name]) })
	}
	t.Run("ADestroyThatIsRefused", func(t *testing.T) { undestroyable(t, ctx, base, clusters) })
	t.Run("AnEarlierFormThatIsRefused", func(t *testing.T) { refusedOnItsWay(t, ctx, run, base, composed, clusters) })
	t.Run("AnUnactivatedKind", func(t *testing.T) { unactivated(t, ctx, run, composed, clusters) })
	t.Run("ADataResourceWithoutProtection", func(t *testing.T) { unprotected(t, composed) })
}

func open(t *testing.T, ctx context.Context) (*Run, *repo.Repo) {
	t.Helper()
	absolute, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	run, err := Open(ctx, absolute, io.Discard, nil)
	if err != nil {
		t.Fatal(err)
	}
	base, err := repo.Load(absolute, t.TempDir(), "dev")
	if err != nil {
		t.Fatal(err)
	}
	return run, base
}

// undestroyable is refused what only bootstrap.sh --destroy would say; what it says today is accepted.
func undestroyable(t *testing.T, ctx context.Context, base *repo.Repo, clusters map[string]*apiserver.Cluster) {
	m := mutation{says: []string{"data: Lake platform/lake: crossplane/envs/base/data/lake.yaml:", "metadata.labels"},
		change: in("crossplane/envs/base/data/lake.yaml", "kustomize.toolkit.fluxcd.io/prune: ${data_prune}", "kustomize.toolkit.fluxcd.io/prune: ${data_prune}/now")}
	for root, wrong := range map[string]bool{root: false, m.copy(t): true} {
		released, err := repo.LoadWith(root, t.TempDir(), "dev", repo.Destroying)
		if err != nil {
			t.Fatal(err)
		}
		findings := apply.Become(ctx, base, released, clusters)
		if wrong {
			m.expect(t, findings)
		} else if len(findings) > 0 {
			t.Errorf("refused: %v", findings)
		}
	}
}

// unactivated needs a hub without the kind, so it comes last.
func unactivated(t *testing.T, ctx context.Context, run *Run, composed composites, clusters map[string]*apiserver.Cluster) {
	const kind = "vpcs.ec2.aws.m.upbound.io"
	m := mutation{name: "AnUnactivatedKind", says: []string{"network: VPC", "crossplane/envs/base/network/",
		"no ManagedResourceActivationPolicy of an earlier phase activates " + kind},
		change: in("crossplane/providers/activation.yaml", "    - "+kind+"\n", "")}
	changed, err := repo.Load(m.copy(t), t.TempDir(), "dev")
	if err != nil {
		t.Fatal(err)
	}
	hub, err := clusters[repo.Hub].Uninstall(ctx, kind)
	if err != nil {
		t.Fatal(err)
	}
	without := maps.Clone(clusters)
	without[repo.Hub] = hub
	result, err := apply.Run(ctx, changed, without, run.catalog, composed.composer, apply.Options{Only: []string{"network"}, Once: true})
	if err != nil {
		t.Fatal(err)
	}
	m.expect(t, result.Findings())
	for _, finding := range result.Findings() {
		if !strings.Contains(finding.Error(), kind) {
			t.Errorf("more than the kind is missing: %v", finding)
		}
	}
}

// refusedOnItsWay composes at first what the API server does not take, and in the end what it takes.
func refusedOnItsWay(t *testing.T, ctx context.Context, run *Run, base *repo.Repo, composed composites, clusters map[string]*apiserver.Cluster) {
	m := mutation{says: []string{"network: Subnet", "crossplane/envs/base/network/", "on its way up", "spec.forProvider.cidr"}}
	forms := func(xr repo.Object) []*unstructured.Unstructured {
		var out []*unstructured.Unstructured
		for _, resource := range composed.resources()[xr.Title()] {
			if form := resource.DeepCopy(); form.GetKind() == "Subnet" && len(out) == 0 {
				_ = unstructured.SetNestedField(form.Object, "10.0.0.0/16", "spec", "forProvider", "cidr")
				out = append(out, form)
			}
		}
		return out
	}
	result, err := apply.Run(ctx, base, clusters, run.catalog, composed.composer, apply.Options{Only: []string{"network"}, Once: true, Forms: forms})
	if err != nil {
		t.Fatal(err)
	}
	m.expect(t, result.Findings())
}

func unprotected(t *testing.T, composed composites) {
	m := mutation{says: []string{"Lake platform/lake: crossplane/envs/base/data/lake.yaml:", "deletes Bucket platform/", "prune: disabled"},
		change: in("crossplane/envs/base/data/lake.yaml", "kustomize.toolkit.fluxcd.io/prune: ${data_prune}", "any: label")}
	changed, err := repo.Load(m.copy(t), t.TempDir(), "dev")
	if err != nil {
		t.Fatal(err)
	}
	m.expect(t, removal.Check(changed, composed.resources()))
}
