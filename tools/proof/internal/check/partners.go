package check

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/repo"
)

// gateways compares what no partner's own definition can: two with the same VPN gateway, or with ranges that overlap,
// would get each other's answers, because a route leads into one tunnel only; and answers to a range of the landing
// network never leave it.
func gateways(loaded *repo.Repo) []repo.Finding {
	var partners []repo.Object
	clusters := map[string]repo.Object{}
	for _, phase := range loaded.Phases {
		for _, object := range phase.Objects {
			switch object.GetKind() {
			case "EdgePartner":
				partners = append(partners, object)
			case "KafkaCluster":
				// Partners have a namespace of their own, and a cluster's name is one in an environment.
				clusters[object.GetName()] = object
			}
		}
	}
	// In the order of names, so that the same one is found each time.
	slices.SortStableFunc(partners, func(a, b repo.Object) int { return cmp.Compare(a.GetName(), b.GetName()) })
	var findings []repo.Finding
	for i, second := range partners {
		name, _, _ := unstructured.NestedString(second.Object, "spec", "kafkaCluster")
		if cluster, known := clusters[name]; known {
			landing, _, _ := unstructured.NestedString(cluster.Object, "spec", "landingRange")
			findings = append(findings, overlaps(second, []string{landing},
				fmt.Sprintf("the landing network (spec.landingRange of KafkaCluster %s): answers would never leave it", name))...)
		}
		for _, first := range partners[:i] {
			findings = append(findings, collisions(first, second)...)
		}
	}
	return findings
}

func collisions(first, second repo.Object) []repo.Finding {
	var findings []repo.Finding
	gateway, _, _ := unstructured.NestedString(second.Object, "spec", "vpn", "gatewayAddress")
	if other, _, _ := unstructured.NestedString(first.Object, "spec", "vpn", "gatewayAddress"); gateway != "" && gateway == other {
		findings = append(findings, second.Finding(fmt.Sprintf(
			"spec.vpn.gatewayAddress is %s, as that of %s (%s): take the partner's own", gateway, first.GetName(), first.Origin)))
	}
	theirs, _, _ := unstructured.NestedStringSlice(first.Object, "spec", "vpn", "ranges")
	return append(findings, overlaps(second, theirs, fmt.Sprintf("%s (%s): a range leads to one partner", first.GetName(), first.Origin))...)
}

// overlaps finds the partner's ranges that overlap others; of says whose these are, and why that cannot be.
func overlaps(partner repo.Object, others []string, of string) []repo.Finding {
	var findings []repo.Finding
	ours, _, _ := unstructured.NestedStringSlice(partner.Object, "spec", "vpn", "ranges")
	for i, text := range ours {
		for _, other := range others {
			one, err := netip.ParsePrefix(text)
			two, err2 := netip.ParsePrefix(other)
			if err == nil && err2 == nil && one.Overlaps(two) {
				findings = append(findings, partner.Finding(fmt.Sprintf("spec.vpn.ranges[%d] is %s and overlaps %s of %s", i, text, other, of)))
			}
		}
	}
	return findings
}
