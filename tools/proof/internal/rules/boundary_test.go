package rules

import (
	"encoding/json"
	"fmt"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/permissions"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/plane/planetest"
	"odds-update/tools/proof/internal/repo"
)

func bounded(t *testing.T, p *plane.Plane) []repo.Finding {
	t.Helper()
	boundary, err := permissions.LoadBoundary(planetest.Root())
	if err != nil {
		t.Fatal(err)
	}
	findings, err := Bounded(p, boundary)
	if err != nil {
		t.Fatal(err)
	}
	return findings
}

func TestEveryRoleHasItsBoundaryAndNoRightBeyondIt(t *testing.T) {
	for _, p := range planes(t) {
		none(t, bounded(t, p))
	}
}

func TestARoleWithoutItsBoundaryIsFound(t *testing.T) {
	p := planetest.Plane(t, "dev")
	spoil(t, p, "Role.iam.aws.m.upbound.io", func(forProvider map[string]any, _ *unstructured.Unstructured) {
		delete(forProvider, "permissionsBoundary")
	})
	some(t, bounded(t, p), `spec.forProvider.permissionsBoundary must be "arn:aws:iam::111111111111:policy/odds-dev-boundary-eu-west-1", is ""`)
}

func TestARoleOrPolicyOutsideThePathIsFound(t *testing.T) {
	for kind, path := range map[string]string{"Role.iam.aws.m.upbound.io": "", "Policy.iam.aws.m.upbound.io": "/odds-crossplane-too/"} {
		p := planetest.Plane(t, "dev")
		spoil(t, p, kind, func(forProvider map[string]any, _ *unstructured.Unstructured) { forProvider["path"] = path })
		some(t, bounded(t, p), fmt.Sprintf(`spec.forProvider.path must be "/odds-crossplane/", is %q`, path))
	}
}

func TestAPolicyBeyondTheBoundaryIsFound(t *testing.T) {
	p := planetest.Plane(t, "dev")
	spoil(t, p, "RolePolicy.iam.aws.m.upbound.io", func(forProvider map[string]any, _ *unstructured.Unstructured) {
		document, err := json.Marshal(map[string]any{"Statement": []any{map[string]any{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}}})
		if err != nil {
			t.Fatal(err)
		}
		forProvider["policy"] = string(document)
	})
	spoil(t, p, "RolePolicyAttachment.iam.aws.m.upbound.io", func(forProvider map[string]any, _ *unstructured.Unstructured) {
		forProvider["policyArn"] = "arn:aws:iam::aws:policy/AdministratorAccess"
	})
	some(t, bounded(t, p), "iam:PassRole on * lies beyond crossplane/boundary.json")
	some(t, bounded(t, p), "add the actions of AdministratorAccess")
}
