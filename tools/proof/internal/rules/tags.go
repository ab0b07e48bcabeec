package rules

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/compose"
	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
)

// Tags: everything that AWS bills and that can be tagged says who pays, who owns it and what made it.
func Tags(p *plane.Plane) []repo.Finding {
	var findings []repo.Finding
	for _, resource := range p.Managed() {
		kind := resource.GroupVersionKind().GroupKind()
		if _, taggable := p.Kinds.ForProvider(kind)["tags"]; !taggable {
			continue
		}
		tags, _, _ := unstructured.NestedStringMap(resource.UnstructuredContent(), "spec", "forProvider", "tags")
		for key, want := range wantedTags(p, resource) {
			got := tags[compose.StandardTags+key]
			if got == "" || want != "" && got != want {
				findings = append(findings, resource.Finding(fmt.Sprintf(
					"%s %s: spec.forProvider.tags.%s%s must be %q, is %q", resource.GetKind(), resource.GetName(), compose.StandardTags, key, want, got)))
			}
		}
	}
	return findings
}

// wantedTags: an empty value means any.
func wantedTags(p *plane.Plane, resource plane.Resource) map[string]string {
	wanted := map[string]string{
		"environment": p.Environment, "owner": p.Variables["owner"], "cost-center": p.Variables["cost_center"],
		"managed-by": "crossplane", "resource": "",
	}
	if resource.Of != nil {
		wanted["resource"] = resource.Of.GetKind() + "/" + resource.Of.GetName()
	}
	return wanted
}

// Names: Crossplane's rights end at names that begin as this repository's do (permissions.scopes).
func Names(p *plane.Plane) []repo.Finding {
	beginnings := map[string][]string{
		"Role.iam.aws.m.upbound.io": {"odds-"}, "Policy.iam.aws.m.upbound.io": {"odds-"}, "Bucket.s3.aws.m.upbound.io": {"odds-"},
		"Parameter.ssm.aws.m.upbound.io":         {"/odds/"},
		"Secret.secretsmanager.aws.m.upbound.io": {"odds/", "AmazonMSK_odds-"},
	}
	var findings []repo.Finding
	for _, resource := range p.Managed() {
		allowed := beginnings[resource.GroupVersionKind().GroupKind().String()]
		name := resource.GetAnnotations()["crossplane.io/external-name"]
		if given, found, _ := unstructured.NestedString(resource.UnstructuredContent(), "spec", "forProvider", "name"); found && given != "" {
			name = given
		}
		fits := len(allowed) == 0
		for _, beginning := range allowed {
			fits = fits || strings.HasPrefix(name, beginning)
		}
		if !fits {
			findings = append(findings, resource.Finding(fmt.Sprintf("%s %s is called %q in AWS: Crossplane's rights cover only names that begin with %s",
				resource.GetKind(), resource.GetName(), name, strings.Join(allowed, " or "))))
		}
	}
	return findings
}
