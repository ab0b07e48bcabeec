package removal

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"odds-update/tools/proof/internal/repo"
)

func object(t *testing.T, text string) repo.Object {
	t.Helper()
	o := &unstructured.Unstructured{}
	if err := yaml.Unmarshal([]byte(text), &o.Object); err != nil {
		t.Fatal(err)
	}
	return repo.Object{Unstructured: o}
}

// plane is a Lake that composes a bucket, its definition, its namespace and its provider, each in a phase of its own.
func plane(t *testing.T, policies string) (*repo.Repo, map[string][]*unstructured.Unstructured) {
	t.Helper()
	phase := func(name, text string) *repo.Phase {
		kustomization := object(t, "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: "+name+", namespace: flux-system}\n")
		return &repo.Phase{Object: kustomization, Name: name, Prune: true, DeletionPolicy: "Orphan", Objects: []repo.Object{object(t, text)}}
	}
	r := &repo.Repo{Phases: []*repo.Phase{
		phase("system", "apiVersion: v1\nkind: Namespace\nmetadata: {name: platform}\n"),
		phase("providers", "apiVersion: pkg.crossplane.io/v1\nkind: Provider\nmetadata: {name: s3}\nspec: {package: \"xpkg.upbound.io/upbound/provider-aws-s3:v1\"}\n"),
		phase("apis", "apiVersion: apiextensions.crossplane.io/v2\nkind: CompositeResourceDefinition\nmetadata: {name: lakes.x.io}\nspec: {group: x.io, names: {kind: Lake}}\n"),
		phase("data", "apiVersion: x.io/v1\nkind: Lake\nmetadata: {name: lake, namespace: platform}\n"),
	}}
	bucket := object(t, "apiVersion: s3.aws.m.upbound.io/v1beta1\nkind: Bucket\nmetadata: {name: lake, namespace: platform}\nspec: {managementPolicies: "+policies+"}\n")
	return r, map[string][]*unstructured.Unstructured{"Lake platform/lake": {bucket.Unstructured}}
}

const everything = `["*"]`

func TestEveryWayToDeleteABucketIsFound(t *testing.T) {
	r, composed := plane(t, everything)
	findings := Check(r, composed)
	if len(findings) != 4 {
		t.Fatalf("want the Lake, its namespace, its definition and its provider, got %v", findings)
	}
	for _, finding := range findings {
		if !strings.Contains(finding.Message, "deletes Bucket platform/lake") {
			t.Errorf("it does not name the bucket: %v", finding)
		}
	}
}

func TestWithoutTheRightToDeleteNothingIsLost(t *testing.T) {
	r, composed := plane(t, `["Observe", "Create", "Update", "LateInitialize"]`)
	if findings := Check(r, composed); len(findings) != 0 {
		t.Fatal(findings)
	}
}

func TestALabelledObjectStaysButItsKustomizationStillCounts(t *testing.T) {
	r, composed := plane(t, everything)
	data := r.Phase("data")
	data.DeletionPolicy = "Delete"
	findings := Check(&repo.Repo{Phases: []*repo.Phase{data}}, composed)
	if len(findings) != 2 {
		t.Fatalf("want the Lake and its Kustomization, got %v", findings)
	}
	data.Objects[0].SetLabels(map[string]string{"kustomize.toolkit.fluxcd.io/prune": "disabled"})
	if findings := Check(&repo.Repo{Phases: []*repo.Phase{data}}, composed); len(findings) != 0 {
		t.Fatal(findings)
	}
}

func TestTheDefaultDeletionPolicyDoesAsPruneSays(t *testing.T) {
	r, composed := plane(t, everything)
	data := r.Phase("data")
	data.DeletionPolicy, data.Prune = "", false
	if findings := Check(&repo.Repo{Phases: []*repo.Phase{data}}, composed); len(findings) != 0 {
		t.Fatal(findings)
	}
	data.Prune = true
	if findings := Check(&repo.Repo{Phases: []*repo.Phase{data}}, composed); len(findings) != 2 {
		t.Fatalf("want the Lake and its Kustomization, got %v", findings)
	}
}

func TestAPartnersCredentialGoesWithHimAndNoOther(t *testing.T) {
	secret := func(labels string) *unstructured.Unstructured {
		return object(t, "apiVersion: secretsmanager.aws.m.upbound.io/v1beta1\nkind: Secret\nmetadata: {name: s, labels: {"+labels+"}}\n").Unstructured
	}
	if IsData(secret("platform.odds-update.io/edgepartner: globex")) {
		t.Error("a partner who leaves must lose the credential")
	}
	if !IsData(secret("platform.odds-update.io/database: postgres")) {
		t.Error("the password of a store is data")
	}
}
