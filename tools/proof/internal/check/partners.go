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
// would get each other's answers, because a route leads into one tunnel only.
func gateways(loaded *repo.Repo) []repo.Finding {
	var partners []repo.Object
	for _, phase := range loaded.Phases {
		for _, object := range phase.Objects {
			if object.GetKind() == "EdgePartner" {
				partners = append(partners, object)
			}
		}
	}
	// In the order of names, so that the same one is found each time.
	slices.SortStableFunc(partners, func(a, b repo.Object) int { return cmp.Compare(a.GetName(), b.GetName()) })
	var findings []repo.Finding
	for i, second := range partners {
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
	ours, _, _ := unstructured.NestedStringSlice(second.Object, "spec", "vpn", "ranges")
	for i, text := range ours {
		for _, other := range theirs {
			one, err := netip.ParsePrefix(text)
			two, err2 := netip.ParsePrefix(other)
			if err == nil && err2 == nil && one.Overlaps(two) {
				findings = append(findings, second.Finding(fmt.Sprintf(
					"spec.vpn.ranges[%d] is %s and overlaps %s of %s (%s): a range leads to one partner", i, text, other, first.GetName(), first.Origin)))
			}
		}
	}
	return findings
}
