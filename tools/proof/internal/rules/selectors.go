package rules

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"

	"odds-update/tools/proof/internal/plane"
	"odds-update/tools/proof/internal/repo"
)

// kinds that fields refer to, by the field without Ref, Refs or Selector; the group is written short.
var kinds = map[string]string{
	"allocationId":              "ec2.EIP",
	"arn":                       "kafka.Configuration",
	"bucket":                    "s3.Bucket",
	"clientSubnets":             "ec2.Subnet",
	"clusterArn":                "kafka.Cluster",
	"clusterName":               "eks.Cluster",
	"customerGatewayId":         "ec2.CustomerGateway",
	"databaseName":              "glue.CatalogDatabase",
	"dbSubnetGroupName":         "rds.SubnetGroup",
	"encryptionAtRestKmsKeyArn": "kms.Key",
	"gatewayId":                 "ec2.InternetGateway",
	"iamRoleArn":                "iam.Role",
	"kmsKeyId":                  "kms.Key",
	"logDestination":            "cloudwatchlogs.Group",
	"monitoringRoleArn":         "iam.Role",
	"natGatewayId":              "ec2.NATGateway",
	"nodeRoleArn":               "iam.Role",
	"parameterGroupName":        "rds.ParameterGroup",
	"policyArn":                 "iam.Policy",
	"role":                      "iam.Role",
	"roleArn":                   "iam.Role",
	"routeTableId":              "ec2.RouteTable",
	"secretArn":                 "secretsmanager.Secret",
	"secretId":                  "secretsmanager.Secret",
	"securityGroupId":           "ec2.SecurityGroup",
	"securityGroups":            "ec2.SecurityGroup",
	"subnetGroupName":           "elasticache.SubnetGroup",
	"subnetId":                  "ec2.Subnet",
	"targetClusterArn":          "kafka.Cluster",
	"targetKeyId":               "kms.Key",
	"vpcEndpointId":             "ec2.VPCEndpoint",
	"vpcId":                     "ec2.VPC",
	"vpcSecurityGroupId":        "ec2.SecurityGroup",
	"vpnConnectionId":           "ec2.VPNConnection",
	"vpnGatewayId":              "ec2.VPNGateway",
}

// Referred: what a managed resource refers to, by name or by labels, is there, of the kind that the field takes: in its own
// namespace, or in the one that the reference says. The provider waits for ever for what is not.
func Referred(p *plane.Plane) []repo.Finding {
	var findings []repo.Finding
	managed := p.Managed()
	for _, r := range managed {
		forProvider, _, _ := unstructured.NestedMap(r.UnstructuredContent(), "spec", "forProvider")
		for _, wanted := range references(forProvider, "") {
			namespace := wanted.namespace
			if namespace == "" {
				namespace = r.GetNamespace()
			}
			kind, known := kinds[wanted.takes()]
			switch {
			case !known:
				findings = append(findings, r.Finding(fmt.Sprintf("%s %s: spec.forProvider.%s: of which kind that is, selectors.go does not say",
					r.GetKind(), r.GetName(), wanted.field)))
			case !found(managed, namespace, kind, wanted):
				findings = append(findings, r.Finding(fmt.Sprintf("%s %s: spec.forProvider.%s finds no %s in namespace %s",
					r.GetKind(), r.GetName(), wanted.field, kind, namespace)))
			}
		}
	}
	return findings
}

type reference struct {
	field, namespace, name string
	labels                 map[string]string
}

// takes is the field that the provider fills with what it finds.
func (r reference) takes() string {
	field := r.field[strings.LastIndex(r.field, ".")+1:]
	return strings.TrimSuffix(strings.TrimSuffix(field, "Selector"), "Ref")
}

// references below a value, however deep. What the fields call a Secret is one of Kubernetes, which others look after.
func references(value any, field string) []reference {
	var out []reference
	switch typed := value.(type) {
	case map[string]any:
		for name, inner := range typed {
			path := strings.TrimPrefix(field+"."+name, ".")
			entry, _ := inner.(map[string]any)
			namespace, _ := entry["namespace"].(string)
			switch {
			case strings.HasSuffix(name, "SecretRef"):
			case strings.HasSuffix(name, "Selector") && entry != nil:
				matched, _, _ := unstructured.NestedStringMap(entry, "matchLabels")
				out = append(out, reference{field: path, namespace: namespace, labels: matched})
			case strings.HasSuffix(name, "Ref") && entry != nil:
				called, _ := entry["name"].(string)
				out = append(out, reference{field: path, namespace: namespace, name: called})
			case strings.HasSuffix(name, "Refs"):
				list, _ := inner.([]any)
				for _, item := range list {
					out = append(out, references(map[string]any{strings.TrimSuffix(name, "s"): item}, field)...)
				}
			default:
				out = append(out, references(inner, path)...)
			}
		}
	case []any:
		for _, inner := range typed {
			out = append(out, references(inner, field)...)
		}
	}
	return out
}

func found(managed []plane.Resource, namespace, kind string, wanted reference) bool {
	for _, r := range managed {
		group, _, _ := strings.Cut(r.GroupVersionKind().Group, ".")
		if r.GetNamespace() != namespace || group+"."+r.GetKind() != kind {
			continue
		}
		if wanted.name != "" && r.GetName() == wanted.name {
			return true
		}
		if len(wanted.labels) > 0 && labels.SelectorFromSet(wanted.labels).Matches(labels.Set(r.GetLabels())) {
			return true
		}
	}
	return false
}
