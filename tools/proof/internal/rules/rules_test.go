package rules

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/permissions"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/plane/planetest"
	"odds-update/tools/proof/internal/removal"
	"odds-update/tools/proof/internal/repo"
)

func planes(t *testing.T) []*plane.Plane {
	return []*plane.Plane{planetest.Plane(t, "dev"), planetest.Plane(t, "prod")}
}

func none(t *testing.T, findings []repo.Finding) {
	t.Helper()
	for _, finding := range findings {
		t.Error(finding)
	}
}

// some fails unless a finding says so.
func some(t *testing.T, findings []repo.Finding, want string) {
	t.Helper()
	for _, finding := range findings {
		if strings.Contains(finding.Error(), want) {
			return
		}
	}
	t.Errorf("want a finding with %q among %d", want, len(findings))
}

func TestTheActivatedKindsAreExactlyThoseInUse(t *testing.T) { none(t, Activation(planes(t)...)) }

func TestAKindTooFewOrTooManyIsFound(t *testing.T) {
	both := planes(t)
	for _, p := range both {
		for _, phase := range p.Phases {
			for _, object := range phase.Objects {
				if object.GetKind() != "ManagedResourceActivationPolicy" {
					continue
				}
				list, _, _ := unstructured.NestedStringSlice(object.UnstructuredContent(), "spec", "activate")
				defer func() {
					_ = unstructured.SetNestedStringSlice(object.UnstructuredContent(), list, "spec", "activate")
				}()
				changed := append([]string{"phonenumbers.connect.aws.m.upbound.io"}, list[1:]...)
				if err := unstructured.SetNestedStringSlice(object.UnstructuredContent(), changed, "spec", "activate"); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	some(t, Activation(both...), "nothing makes a phonenumbers")
	some(t, Activation(both...), "is not in spec.activate")
}

func TestEveryKindHasItsRights(t *testing.T) {
	table, err := permissions.Load(planetest.Root())
	if err != nil {
		t.Fatal(err)
	}
	if err := table.Judge(KindNames(planes(t)...)); err != nil {
		t.Error(err)
	}
	files, err := table.Policies()
	if err != nil {
		t.Fatal(err)
	}
	for path, content := range files {
		if committed, err := os.ReadFile(filepath.Join(planetest.Root(), path)); err != nil || string(committed) != string(content) {
			t.Errorf("%s is stale: run make render-infra (%v)", path, err)
		}
	}
	existing, err := filepath.Glob(filepath.Join(planetest.Root(), permissions.Folder, "crossplane-policy*.json"))
	if err != nil || len(existing) != len(files) {
		t.Errorf("%d policies are committed, %d are made: run make render-infra (%v)", len(existing), len(files), err)
	}
}

func TestEveryTaggableResourceSaysWhoPaysAndWhoOwnsIt(t *testing.T) {
	for _, p := range planes(t) {
		none(t, Tags(p))
		none(t, Names(p))
	}
}

// spoil changes the first resource of a kind for the time of a test.
func spoil(t *testing.T, p *plane.Plane, kind string, change func(forProvider map[string]any, object *unstructured.Unstructured)) {
	t.Helper()
	for _, resource := range p.Managed() {
		if resource.GroupVersionKind().GroupKind().String() != kind || resource.Of == nil {
			continue
		}
		before := resource.DeepCopy()
		t.Cleanup(func() { resource.SetUnstructuredContent(before.Object) })
		forProvider, _, _ := unstructured.NestedFieldNoCopy(resource.UnstructuredContent(), "spec", "forProvider")
		change(forProvider.(map[string]any), resource.Unstructured)
		return
	}
	t.Fatalf("there is no %s", kind)
}

func TestAMissingTagOrAForeignNameIsFound(t *testing.T) {
	p := planetest.Plane(t, "prod")
	spoil(t, p, "Bucket.s3.aws.m.upbound.io", func(forProvider map[string]any, object *unstructured.Unstructured) {
		delete(forProvider["tags"].(map[string]any), "odds:cost-center")
		object.SetAnnotations(map[string]string{"crossplane.io/external-name": "my-bucket"})
	})
	some(t, Tags(p), "tags.odds:cost-center")
	some(t, Names(p), `"my-bucket"`)
}

func TestWhatHoldsDataIsProtectedInProd(t *testing.T) {
	p := planetest.Plane(t, "prod")
	none(t, Protected(p))
	for kind, why := range removal.DataKinds {
		if kind.Group != "backup.aws.m.upbound.io" && kind.String() != "Cluster.rds.aws.m.upbound.io" && protectionOf(kind.String()) == nil {
			t.Errorf("%s holds %s and has no row in Protections", kind, why)
		}
	}
	for i := range Protections {
		found := false
		for _, resource := range p.Managed() {
			found = found || resource.GroupVersionKind().GroupKind().String() == Protections[i].kind
		}
		if !found {
			t.Errorf("Protections has %s, of which prod has none", Protections[i].kind)
		}
	}
}

func TestDataWithoutProtectionIsFound(t *testing.T) {
	p := planetest.Plane(t, "prod")
	spoil(t, p, "Instance.rds.aws.m.upbound.io", func(forProvider map[string]any, object *unstructured.Unstructured) {
		forProvider["deletionProtection"] = false
		unstructured.RemoveNestedField(object.Object, "spec", "managementPolicies")
	})
	some(t, Protected(p), "spec.managementPolicies must be there without Delete")
	some(t, Protected(p), "spec.forProvider.deletionProtection is false")
	delete(holdsNothing, "VPC.ec2.aws.m.upbound.io")
	defer func() { holdsNothing["VPC.ec2.aws.m.upbound.io"] = true }()
	some(t, Protected(p), "VPC.ec2.aws.m.upbound.io: say in")
	labels := p.Composites[0].GetLabels()
	for _, c := range p.Composites {
		if c.GetKind() == "Database" {
			labels = c.GetLabels()
			c.SetLabels(nil)
			defer c.SetLabels(labels)
		}
	}
	some(t, Protected(p), "prune: ${data_prune}")
}

func TestWhatAnAccountNeedsIsWhatIsComposed(t *testing.T) {
	if committed, err := os.ReadFile(filepath.Join(planetest.Root(), NeedsFile)); err != nil || string(committed) != string(Needs(planes(t)...)) {
		t.Errorf("%s is stale: run make render-infra (%v)", NeedsFile, err)
	}
}

func TestThePageOfProtectionIsThatOfTheRules(t *testing.T) {
	page := ProtectionTable(planetest.Plane(t, "prod"))
	if committed, err := os.ReadFile(filepath.Join(planetest.Root(), ProtectionPage)); err != nil || string(committed) != string(page) {
		t.Errorf("%s is stale: run make render-infra (%v)", ProtectionPage, err)
	}
}
