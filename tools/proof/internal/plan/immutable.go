package plan

import (
	"regexp"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// replaced are the fields below spec.forProvider by which AWS makes a new resource and drops the old one. The
// provider's definitions do not say so: it stands in the documentation of AWS.
var replaced = map[string][]string{
	"Cluster.kafka.aws.m.upbound.io": {
		"clusterName", "brokerNodeGroupInfo.clientSubnets", "brokerNodeGroupInfo.clientSubnetsSelector", "brokerNodeGroupInfo.securityGroups",
		"encryptionInfo.encryptionAtRestKmsKeyArn", "encryptionInfo.encryptionAtRestKmsKeyArnRef", "encryptionInfo.encryptionInTransit.inCluster",
	},
	"Instance.rds.aws.m.upbound.io": {
		"engine", "dbName", "username", "storageEncrypted", "kmsKeyId", "kmsKeyIdRef", "availabilityZone", "characterSetName", "timezone",
		"replicateSourceDb",
	},
	"ReplicationGroup.elasticache.aws.m.upbound.io": {
		"subnetGroupName", "subnetGroupNameRef", "kmsKeyId", "kmsKeyIdRef", "atRestEncryptionEnabled", "port", "dataTieringEnabled",
	},
	"Bucket.s3.aws.m.upbound.io":                          {"objectLockEnabled"},
	"Key.kms.aws.m.upbound.io":                            {"multiRegion", "customerMasterKeySpec", "keyUsage", "customKeyStoreId"},
	"Secret.secretsmanager.aws.m.upbound.io":              {"name"},
	"CatalogDatabase.glue.aws.m.upbound.io":               {"catalogId", "targetDatabase"},
	"CatalogTable.glue.aws.m.upbound.io":                  {"catalogId", "databaseName", "databaseNameRef"},
	"Cluster.eks.aws.m.upbound.io":                        {"roleArn", "roleArnRef", "encryptionConfig", "kubernetesNetworkConfig.serviceIpv4Cidr", "bootstrapSelfManagedAddons"},
	"NodeGroup.eks.aws.m.upbound.io":                      {"amiType", "capacityType", "diskSize", "instanceTypes", "nodeRoleArn", "nodeRoleArnRef", "subnetIds", "subnetIdSelector"},
	"VPC.ec2.aws.m.upbound.io":                            {"cidrBlock", "ipv4IpamPoolId"},
	"Subnet.ec2.aws.m.upbound.io":                         {"cidrBlock", "availabilityZone", "vpcId", "vpcIdRef"},
	"VPNConnection.ec2.aws.m.upbound.io":                  {"type", "staticRoutesOnly"},
	"SingleScramSecretAssociation.kafka.aws.m.upbound.io": {"clusterArn", "secretArn", "secretArnRef"},
}

// everywhere are fields that no managed resource survives.
var everywhere = []string{"spec.forProvider.region", "metadata.annotations[crossplane.io/external-name]"}

var sameAsBefore = regexp.MustCompile(`\bself\.(\w+) == oldSelf\.(\w+)`)

// immutable tells whether a change of that field replaces what is behind the object, or is refused by its definition.
func immutable(kind schema.GroupKind, definition *unstructured.Unstructured, path string) bool {
	var fields []string
	if strings.HasSuffix(kind.Group, ".aws.m.upbound.io") {
		fields = append(fields, everywhere...)
		for _, field := range replaced[kind.String()] {
			fields = append(fields, "spec.forProvider."+field)
		}
	}
	if definition != nil {
		fields = append(fields, declared(definition)...)
	}
	switch kind.String() {
	case "Deployment.apps", "StatefulSet.apps", "DaemonSet.apps":
		fields = append(fields, "spec.selector")
	case "KafkaTopic.kafka.strimzi.io":
		fields = append(fields, "spec.topicName", "spec.replicas")
	}
	for _, field := range fields {
		if path == field || strings.HasPrefix(path, field+".") || strings.HasPrefix(path, field+"[") {
			return true
		}
	}
	return false
}

// declared are the fields that a definition's own rules keep as they were: self == oldSelf, self.x == oldSelf.x.
func declared(definition *unstructured.Unstructured) []string {
	var out []string
	versions, _, _ := unstructured.NestedSlice(definition.Object, "spec", "versions")
	for _, entry := range versions {
		version, _ := entry.(map[string]any)
		root, _, _ := unstructured.NestedMap(version, "schema", "openAPIV3Schema")
		out = append(out, keptBelow(root, "")...)
	}
	return out
}

func keptBelow(node map[string]any, path string) []string {
	var out []string
	rules, _ := node["x-kubernetes-validations"].([]any)
	for _, entry := range rules {
		fields, _ := entry.(map[string]any)
		rule, _ := fields["rule"].(string)
		if strings.TrimSpace(rule) == "self == oldSelf" {
			out = append(out, path)
		}
		for _, match := range sameAsBefore.FindAllStringSubmatch(rule, -1) {
			if match[1] == match[2] {
				out = append(out, strings.TrimPrefix(path+"."+match[1], "."))
			}
		}
	}
	properties, _ := node["properties"].(map[string]any)
	for name, inner := range properties {
		if child, ok := inner.(map[string]any); ok {
			out = append(out, keptBelow(child, strings.TrimPrefix(path+"."+name, "."))...)
		}
	}
	return out
}
