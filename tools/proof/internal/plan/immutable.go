package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

// replaced are the fields below spec.forProvider by which AWS makes a new resource and drops the old one. The
// provider's definitions say so of few, in words that a test compares; the rest is what the provider's schemas mark
// ForceNew (Terraform's internal/service/<service>, by the name of the kind) and what AWS' API has no call for. Every
// kind that holds data has a row. The name in AWS is an annotation for most kinds, see externalName.
var replaced = map[string][]string{
	"Cluster.kafka.aws.m.upbound.io": {
		"clusterName", "brokerNodeGroupInfo.azDistribution", "brokerNodeGroupInfo.clientSubnets", "brokerNodeGroupInfo.clientSubnetsRefs",
		"brokerNodeGroupInfo.clientSubnetsSelector", "brokerNodeGroupInfo.securityGroups", "brokerNodeGroupInfo.securityGroupsRefs",
		"encryptionInfo.encryptionAtRestKmsKeyArn", "encryptionInfo.encryptionAtRestKmsKeyArnRef", "encryptionInfo.encryptionInTransit.inCluster",
	},
	"Instance.rds.aws.m.upbound.io": {
		"identifier", "identifierPrefix", "engine", "dbName", "username", "storageEncrypted", "kmsKeyId", "kmsKeyIdRef", "availabilityZone",
		"characterSetName", "ncharCharacterSetName", "timezone", "snapshotIdentifier", "restoreToPointInTime", "s3Import",
		"performanceInsightsKmsKeyId", "performanceInsightsKmsKeyIdRef",
		// Taking it away makes the replica a database of its own, once; another source cannot be given.
		"replicateSourceDb",
	},
	"Cluster.rds.aws.m.upbound.io": {
		"engine", "engineMode", "databaseName", "masterUsername", "storageEncrypted", "kmsKeyId", "kmsKeyIdRef", "availabilityZones",
		"snapshotIdentifier", "restoreToPointInTime", "s3Import", "sourceRegion",
	},
	"ReplicationGroup.elasticache.aws.m.upbound.io": {
		"subnetGroupName", "subnetGroupNameRef", "kmsKeyId", "kmsKeyIdRef", "atRestEncryptionEnabled", "port", "dataTieringEnabled",
		"networkType", "globalReplicationGroupId", "snapshotArns", "snapshotName",
	},
	"Bucket.s3.aws.m.upbound.io":             {"objectLockEnabled", "bucketNamespace"},
	"Key.kms.aws.m.upbound.io":               {"multiRegion", "customerMasterKeySpec", "keyUsage", "customKeyStoreId", "xksKeyId"},
	"Secret.secretsmanager.aws.m.upbound.io": {"name"},
	"CatalogDatabase.glue.aws.m.upbound.io":  {"catalogId", "targetDatabase"},
	"CatalogTable.glue.aws.m.upbound.io":     {"catalogId", "databaseName", "databaseNameRef", "partitionIndex", "openTableFormatInput"},
	"Group.cloudwatchlogs.aws.m.upbound.io":  {"logGroupClass"},
	"Cluster.eks.aws.m.upbound.io": {
		"roleArn", "roleArnRef", "encryptionConfig", "kubernetesNetworkConfig.ipFamily", "kubernetesNetworkConfig.serviceIpv4Cidr",
		"bootstrapSelfManagedAddons", "accessConfig.bootstrapClusterCreatorAdminPermissions", "outpostConfig", "computeConfig.nodeRoleArn",
		"vpcConfig.controlPlaneEgressMode",
	},
	"Vault.backup.aws.m.upbound.io":                       {"kmsKeyArn", "kmsKeyArnRef"},
	"NodeGroup.eks.aws.m.upbound.io":                      {"amiType", "capacityType", "diskSize", "instanceTypes", "nodeRoleArn", "nodeRoleArnRef", "subnetIds", "subnetIdSelector"},
	"Role.iam.aws.m.upbound.io":                           {"path"},
	"Policy.iam.aws.m.upbound.io":                         {"path"},
	"VPC.ec2.aws.m.upbound.io":                            {"cidrBlock", "ipv4IpamPoolId"},
	"Subnet.ec2.aws.m.upbound.io":                         {"cidrBlock", "availabilityZone", "vpcId", "vpcIdRef"},
	"VPNConnection.ec2.aws.m.upbound.io":                  {"type", "staticRoutesOnly"},
	"SingleScramSecretAssociation.kafka.aws.m.upbound.io": {"clusterArn", "secretArn", "secretArnRef"},
}

// growing are the fields that can only become more: of data kinds, by what AWS and Kafka refuse.
var growing = map[string][]string{
	"Cluster.kafka.aws.m.upbound.io": {
		"spec.forProvider.kafkaVersion", "spec.forProvider.brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize",
	},
	"Instance.rds.aws.m.upbound.io":                 {"spec.forProvider.allocatedStorage", "spec.forProvider.engineVersion"},
	"ReplicationGroup.elasticache.aws.m.upbound.io": {"spec.forProvider.engineVersion"},
	"Cluster.eks.aws.m.upbound.io":                  {"spec.forProvider.version"},
	"KafkaTopic.kafka.strimzi.io":                   {"spec.partitions"},
}

const externalName = "metadata.annotations[crossplane.io/external-name]"

// stops ends what an API server refuses of itself: Flux applies nothing else of the phase, nor any phase after it.
// What a definition's own rules refuse of a composite resource is no change (plane.Judging.Admit).
const stops = ", and its phase stops there"

// hindrance says what comes of a change that cannot be made in place; "" of every other.
func hindrance(kind schema.GroupKind, change Change) string {
	managed := strings.HasSuffix(kind.Group, ".aws.m.upbound.io")
	switch {
	case within(change.Path, growing[kind.String()]) && less(change.Now, change.Was):
		return change.Path + " can only grow: this is refused, and the object stays as it is and out of sync"
	case managed && change.Path == externalName:
		return "it will stand for another resource in AWS: that one is made empty; the one of today stays there, and nobody watches it any more"
	case managed && (change.Path == "spec.forProvider.region" || within(strings.TrimPrefix(change.Path, "spec.forProvider."), replaced[kind.String()])):
		return change.Path + " cannot change: AWS could only make a new one, empty; the provider refuses, and the object stays out of sync"
	case within(change.Path, refused[kind.String()]):
		return change.Path + " cannot change: it is refused" + stops
	}
	return ""
}

// refused are the fields of other kinds that nobody may change.
var refused = map[string][]string{
	"Deployment.apps":             {"spec.selector"},
	"StatefulSet.apps":            {"spec.selector", "spec.serviceName", "spec.volumeClaimTemplates"},
	"DaemonSet.apps":              {"spec.selector"},
	"StorageClass.storage.k8s.io": {"provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"},
	"PersistentVolumeClaim":       {"spec.storageClassName", "spec.accessModes", "spec.volumeName", "spec.selector"},
	"KafkaTopic.kafka.strimzi.io": {"spec.topicName", "spec.replicas"},
}

func within(path string, fields []string) bool {
	return slices.ContainsFunc(fields, func(field string) bool {
		return path == field || strings.HasPrefix(path, field+".") || strings.HasPrefix(path, field+"[")
	})
}

// less compares numbers, and versions part by part.
func less(a, b any) bool {
	left, right := strings.Split(fmt.Sprint(a), "."), strings.Split(fmt.Sprint(b), ".")
	for i := range min(len(left), len(right)) {
		x, errX := strconv.Atoi(left[i])
		y, errY := strconv.Atoi(right[i])
		if errX != nil || errY != nil {
			return false
		}
		if x != y {
			return x < y
		}
	}
	return false
}
