package rules

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/permissions"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
)

// withPath are the kinds of IAM that have one.
var withPath = []string{"Role.iam.aws.m.upbound.io", "Policy.iam.aws.m.upbound.io"}

const awsPolicies = "arn:aws:iam::aws:policy/"

// Bounded: every role carries the boundary and every role and policy lies under the path, or Crossplane may not make it; and no policy of a role grants what the
// boundary takes away again, which nobody would see before the call that fails.
func Bounded(p *plane.Plane, boundary permissions.Policy) ([]repo.Finding, error) {
	managed, err := permissions.ManagedByAWS()
	if err != nil {
		return nil, err
	}
	var findings []repo.Finding
	for _, resource := range p.Managed() {
		report := func(format string, arguments ...any) {
			findings = append(findings, resource.Finding(resource.GetKind()+" "+resource.GetName()+": "+fmt.Sprintf(format, arguments...)))
		}
		read := func(field string) string {
			value, _, _ := unstructured.NestedString(resource.UnstructuredContent(), "spec", "forProvider", field)
			return value
		}
		kind := resource.GroupVersionKind().GroupKind().String()
		if got := read("path"); slices.Contains(withPath, kind) && got != permissions.Path {
			report("spec.forProvider.path must be %q, is %q: Crossplane may touch no other", permissions.Path, got)
		}
		switch kind {
		case "Role.iam.aws.m.upbound.io":
			if want, got := p.Variables["permissions_boundary_arn"], read("permissionsBoundary"); got != want {
				report("spec.forProvider.permissionsBoundary must be %q, is %q", want, got)
			}
		case "Policy.iam.aws.m.upbound.io", "RolePolicy.iam.aws.m.upbound.io":
			policy, err := permissions.ParsePolicy(read("policy"))
			if err != nil {
				report("spec.forProvider.policy: %v", err)
			}
			for _, right := range boundary.Beyond(policy) {
				report("%s lies beyond %s: add it there, if roles shall have it", right, permissions.BoundaryFile)
			}
		case "RolePolicyAttachment.iam.aws.m.upbound.io":
			name, ofAWS := strings.CutPrefix(read("policyArn"), awsPolicies)
			if !ofAWS {
				continue
			}
			actions, known := managed[name]
			if !known {
				report("add the actions of %s to tools/proof/internal/permissions/managed.yaml", name)
			}
			for _, action := range actions {
				if !boundary.Allows(action, "*") {
					report("%s of %s lies beyond %s: add it there", action, name, permissions.BoundaryFile)
				}
			}
		}
	}
	return findings, nil
}
