package rules

import "strings"

// holdsNothing are the kinds that can be made again from Git without losing anything: networks, rights, settings,
// addresses, alarms, and what belongs to a store that has its own row in Protections.
var holdsNothing = kindsOf(map[string]string{
	"athena":     "Workgroup",
	"budgets":    "Budget",
	"cloudwatch": "MetricAlarm",
	"ec2": "CustomerGateway DefaultSecurityGroup EIP FlowLog InternetGateway LaunchTemplate NATGateway " +
		"Route RouteTable RouteTableAssociation SecurityGroup SecurityGroupIngressRule Subnet " +
		"TransitGatewayVPCAttachment VPC VPCEndpoint VPCEndpointRouteTableAssociation " +
		"VPCEndpointSecurityGroupAssociation VPCEndpointSubnetAssociation VPNConnection " +
		"VPNConnectionRoute VPNGateway VPNGatewayRoutePropagation",
	"eks":             "AccessEntry AccessPolicyAssociation Addon NodeGroup PodIdentityAssociation",
	"elasticache":     "ParameterGroup SubnetGroup",
	"iam":             "Policy Role RolePolicy RolePolicyAttachment",
	"kafka":           "ClusterPolicy Configuration SingleScramSecretAssociation VPCConnection",
	"kms":             "Alias",
	"rds":             "ParameterGroup SubnetGroup",
	"route53resolver": "Endpoint",
	"s3": "BucketLifecycleConfiguration BucketOwnershipControls BucketPolicy BucketPublicAccessBlock " +
		"BucketReplicationConfiguration BucketServerSideEncryptionConfiguration BucketVersioning",
	"secretsmanager": "SecretPolicy SecretVersion",
	"sns":            "Topic",
	"ssm":            "Parameter",
})

func kindsOf(services map[string]string) map[string]bool {
	out := map[string]bool{}
	for service, kinds := range services {
		for _, kind := range strings.Fields(kinds) {
			out[kind+"."+service+".aws.m.upbound.io"] = true
		}
	}
	return out
}
