package rules

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
)

// Encrypted: logs and alarms lie under a key of the composite that makes them, and that key lets the service in, which
// asks the key itself: without it nothing is written, and AWS says so to nobody.
func Encrypted(p *plane.Plane) []repo.Finding {
	keys := map[string]string{}
	for _, resource := range p.Managed() {
		if resource.GroupVersionKind().GroupKind().String() == "Key.kms.aws.m.upbound.io" {
			keys[resource.GetName()], _, _ = unstructured.NestedString(resource.UnstructuredContent(), "spec", "forProvider", "policy")
		}
	}
	aliases := map[string]string{}
	for _, resource := range p.Managed() {
		if resource.GroupVersionKind().GroupKind().String() == "Alias.kms.aws.m.upbound.io" {
			name, _, _ := unstructured.NestedString(resource.UnstructuredContent(), "spec", "forProvider", "targetKeyIdRef", "name")
			aliases["alias/"+resource.GetAnnotations()["crossplane.io/external-name"]] = name
		}
	}
	var findings []repo.Finding
	for _, resource := range p.Managed() {
		report := func(format string, arguments ...any) {
			findings = append(findings, resource.Finding(resource.GetKind()+" "+resource.GetName()+": "+fmt.Sprintf(format, arguments...)))
		}
		read := func(path ...string) string {
			value, _, _ := unstructured.NestedString(resource.UnstructuredContent(), append([]string{"spec", "forProvider"}, path...)...)
			return value
		}
		var key, field string
		var lets []string
		switch resource.GroupVersionKind().GroupKind().String() {
		case "Group.cloudwatchlogs.aws.m.upbound.io":
			key, field = read("kmsKeyIdRef", "name"), "kmsKeyIdRef"
			lets = []string{"logs." + read("region") + ".amazonaws.com", ":log-group:" + resource.GetAnnotations()["crossplane.io/external-name"] + `"`}
		case "Topic.sns.aws.m.upbound.io":
			key, field = aliases[read("kmsMasterKeyId")], "kmsMasterKeyId"
			lets = []string{"cloudwatch.amazonaws.com"}
		default:
			continue
		}
		policy, known := keys[key]
		if !known {
			report("spec.forProvider.%s must name a key of ours", field)
			continue
		}
		for _, who := range lets {
			if !strings.Contains(policy, who) {
				report("the policy of Key %s does not name %s", key, strings.TrimSuffix(who, `"`))
			}
		}
	}
	return findings
}
