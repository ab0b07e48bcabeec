package rules

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
)

// toTheAPIServer is the name of the policies by which add-ons reach their cluster's API server.
const toTheAPIServer = "api-server-and-names"

// within are the services of AWS that add-ons call: at addresses of the network, or their policies keep them away.
var within = []string{"secretsmanager", "ssm"}

// Isolated: in every namespace of a spoke nothing is said or heard but what some policy names, and the address of the
// API server in those policies is that of the cluster. The network has the services that add-ons call.
func Isolated(p *plane.Plane) []repo.Finding {
	var findings []repo.Finding
	denied := map[string]bool{}
	for _, r := range p.Resources() {
		if r.GetKind() == "NetworkPolicy" && deniesAll(r.Unstructured) {
			denied[r.Cluster+"/"+r.GetNamespace()] = true
		}
	}
	for _, r := range p.Resources() {
		switch {
		case r.Cluster == repo.Hub:
		case r.GetKind() == "Namespace" && !denied[r.Cluster+"/"+r.GetName()]:
			findings = append(findings, r.Finding(fmt.Sprintf("no NetworkPolicy of namespace %s denies all pods both ways", r.GetName())))
		case r.GetKind() == "NetworkPolicy" && r.GetName() == toTheAPIServer:
			want, err := firstService(p, r.Cluster)
			if err != nil {
				findings = append(findings, r.Finding(err.Error()))
			} else if !slices.Contains(reached(r.Unstructured), want) {
				findings = append(findings, r.Finding("spec.egress: the API server of "+r.Cluster+" is "+want+", the first of its serviceRange"))
			}
		}
	}
	for _, c := range p.Composites {
		network, _, _ := unstructured.NestedString(c.UnstructuredContent(), "spec", "network")
		for _, service := range within {
			if c.GetKind() == "EksCluster" && !slices.Contains(endpoints(p, network), service) {
				findings = append(findings, c.Finding(fmt.Sprintf(
					"spec.network: %s has no interface endpoint of %s, and add-ons may call no address outside it", network, service)))
			}
		}
	}
	return findings
}

// endpoints are the services of AWS that a network has.
func endpoints(p *plane.Plane, network string) []string {
	var out []string
	for _, r := range p.Managed() {
		if r.GetKind() == "VPCEndpoint" && r.Of != nil && r.Of.GetKind() == "Network" && r.Of.GetName() == network {
			name, _, _ := unstructured.NestedString(r.UnstructuredContent(), "spec", "forProvider", "serviceName")
			out = append(out, name[strings.LastIndex(name, ".")+1:])
		}
	}
	return out
}

func deniesAll(policy *unstructured.Unstructured) bool {
	selector, _, _ := unstructured.NestedMap(policy.UnstructuredContent(), "spec", "podSelector")
	types, _, _ := unstructured.NestedStringSlice(policy.UnstructuredContent(), "spec", "policyTypes")
	for _, way := range []string{"ingress", "egress"} {
		if rules, _, _ := unstructured.NestedSlice(policy.UnstructuredContent(), "spec", way); len(rules) > 0 {
			return false
		}
	}
	return len(selector) == 0 && slices.Contains(types, "Ingress") && slices.Contains(types, "Egress")
}

// reached are the ranges that pods may call.
func reached(policy *unstructured.Unstructured) []string {
	var out []string
	rules, _, _ := unstructured.NestedSlice(policy.UnstructuredContent(), "spec", "egress")
	for _, rule := range rules {
		fields, _ := rule.(map[string]any)
		peers, _ := fields["to"].([]any)
		for _, peer := range peers {
			to, _ := peer.(map[string]any)
			if cidr, found, _ := unstructured.NestedString(to, "ipBlock", "cidr"); found {
				out = append(out, cidr)
			}
		}
	}
	return out
}

// firstService is the address that Kubernetes gives its own API server.
func firstService(p *plane.Plane, spoke string) (string, error) {
	for _, r := range p.Managed() {
		if r.GroupVersionKind().GroupKind().String() != "Cluster.eks.aws.m.upbound.io" || r.Of == nil || r.Of.GetName() != spoke {
			continue
		}
		text, _, _ := unstructured.NestedString(r.UnstructuredContent(), "spec", "forProvider", "kubernetesNetworkConfig", "serviceIpv4Cidr")
		services, err := netip.ParsePrefix(strings.TrimSpace(text))
		if err != nil {
			return "", fmt.Errorf("EksCluster %s: serviceIpv4Cidr: %w", spoke, err)
		}
		return services.Masked().Addr().Next().String() + "/32", nil
	}
	return "", fmt.Errorf("no EksCluster is named %s", spoke)
}
