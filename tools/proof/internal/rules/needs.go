package rules

import (
	"bytes"
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/plane"
)

// NeedsFile is what bootstrap.sh --check reads, below the repository's root.
const NeedsFile = "crossplane/generated/needs.txt"

const needsHead = `# What Crossplane makes of an account, region by region, where AWS has a limit or might not have it at all.
# environment, region, what, which, how many. Written by make render-infra; infra-ops itself is in main.tf.
`

// Needs counts what every environment asks of its account. Nodes count as many as their pool may grow to: a quota
// that ends the growth is met in the middle of a game.
func Needs(planes ...*plane.Plane) []byte {
	var out bytes.Buffer
	out.WriteString(needsHead)
	for _, p := range planes {
		counts := map[string]int64{}
		for _, resource := range p.Managed() {
			if what, count := need(resource); what != "" {
				counts[fmt.Sprintf("%s %s %s", p.Environment, where(p, resource), what)] += count
			}
		}
		lines := make([]string, 0, len(counts))
		for line, count := range counts {
			lines = append(lines, fmt.Sprintf("%s %d\n", line, count))
		}
		slices.Sort(lines)
		for _, line := range lines {
			out.WriteString(line)
		}
	}
	return out.Bytes()
}

// need is what a resource counts as, and how much of it; nothing where no limit is in the way.
func need(resource plane.Resource) (string, int64) {
	switch resource.GroupVersionKind().GroupKind().String() {
	case "VPC.ec2.aws.m.upbound.io":
		return "vpcs -", 1
	case "EIP.ec2.aws.m.upbound.io":
		return "addresses -", 1
	case "Cluster.eks.aws.m.upbound.io":
		return "clusters " + text(resource, "version"), 1
	case "NodeGroup.eks.aws.m.upbound.io":
		types, _, _ := unstructured.NestedStringSlice(resource.Object.Object, "spec", "forProvider", "instanceTypes")
		most, _, _ := unstructured.NestedInt64(resource.Object.Object, "spec", "forProvider", "scalingConfig", "maxSize")
		if len(types) == 0 {
			return "", 0
		}
		return "nodes " + types[0], most
	case "Cluster.kafka.aws.m.upbound.io":
		brokers, _, _ := unstructured.NestedInt64(resource.Object.Object, "spec", "forProvider", "numberOfBrokerNodes")
		return "brokers " + text(resource, "kafkaVersion"), brokers
	case "Instance.rds.aws.m.upbound.io":
		return fmt.Sprintf("databases %s/%s", text(resource, "instanceClass"), text(resource, "engineVersion")), 1
	}
	return "", 0
}

func text(resource plane.Resource, field string) string {
	value, _, _ := unstructured.NestedString(resource.Object.Object, "spec", "forProvider", field)
	return value
}

// where is the region as environments.yaml calls it, so that another one there makes nothing stale here.
func where(p *plane.Plane, resource plane.Resource) string {
	if text(resource, "region") == p.Variables["second_region"] {
		return "second"
	}
	return "first"
}
