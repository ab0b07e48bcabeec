"""EksCluster: a private cluster, made in the order in which EKS accepts it.

roles, key, log group -> cluster -> what nodes need to become ready -> nodes -> what needs nodes.
Managed node groups and not Auto Mode: Auto Mode replaces every node within three weeks at a time
of its own choosing, and a Flink job that is moved suspends its markets until it is back.
"""

from .common import LABEL, ZONES, Composite, document

AMI = {'x86_64': 'AL2023_x86_64_STANDARD', 'arm64': 'AL2023_ARM_64_STANDARD'}
LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler']
LOG_DAYS = 90

# Network policies are enforced by the add-on's agent, and only when told so. Prefixes instead of
# single addresses: a node holds 110 pods, not as many as its network card has addresses.
# EKS works the number out for managed groups, by its guide; a launch template with an image or
# user data of its own would have to say it. Without prefixes an m7i.large takes 29.
CNI = '{"enableNetworkPolicy":"true","env":{"ENABLE_PREFIX_DELEGATION":"true"}}'
BEFORE_NODES = ('vpc-cni', 'kube-proxy', 'eks-pod-identity-agent')
AFTER_NODES = ('coredns', 'aws-ebs-csi-driver')


class EksCluster(Composite):

    def refusal(self):
        return self.require_network(self.input['network'])

    def build(self):
        self.cluster_name = self.aws_name()
        self.cluster_ref = {'clusterNameRef': self.ref('cluster')}
        stage = 'control plane'
        self.foundation()
        self.cluster()
        if self.may('administrator', self.is_ready('cluster'), 'the control plane'):
            stage = 'add-ons'
            self.access('administrator', self.input['administratorRoleArn'])
            if 'personRoleArn' in self.input:
                self.access('person', self.input['personRoleArn'])
            self.addons(BEFORE_NODES)
        self.identities()
        pools = [(pool, zone) for pool in self.input['nodePools'] for zone in ZONES]
        first = f'{pools[0][0]["name"]}-{pools[0][1]}'
        if self.may(first, self.ready_all(BEFORE_NODES), 'the add-ons that nodes need'):
            stage = 'nodes'
            for pool, zone in pools:
                self.nodes(pool, zone)
        names = [f'{pool["name"]}-{zone}' for pool, zone in pools]
        if self.may(AFTER_NODES[0], self.ready_all(names), 'the nodes'):
            stage = 'add-ons on nodes'
            self.addons(AFTER_NODES)
        if self.ready_all(AFTER_NODES):
            stage = 'done'
        self.report(clusterName=self.cluster_name, endpoint=self.given('cluster', 'endpoint'),
                    version=self.given('cluster', 'version'), stage=stage)

    def foundation(self):
        logs = f'/aws/eks/{self.cluster_name}/cluster'
        self.key('key', f'Secrets and logs of the cluster {self.cluster_name}', logs=logs)
        self.role('control-plane', 'eks.amazonaws.com', actions=('sts:AssumeRole', 'sts:TagSession'),
                  managed_policies=['AmazonEKSClusterPolicy'])
        self.role('node', 'ec2.amazonaws.com', managed_policies=[
            'AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly',
            'AmazonEKS_CNI_Policy'])
        # Made before EKS makes it: with tags, and with an end to what it keeps.
        self.log_group('log', logs, LOG_DAYS)
        self.security_group('api', self.input['network'], 'Calls to the API server', 443,
                            self.input['operatorRanges'])

    def cluster(self):
        key = self.key_arn('cluster', 'encryptionConfig', 'provider', 'keyArn')
        needs = ('log', 'control-plane', 'control-plane-amazoneksclusterpolicy')
        if not self.may('cluster', key and self.ready_all(needs), 'the key and the role'):
            return
        self.managed('cluster', 'eks', 'Cluster', {
            'version': self.input['version'],
            'roleArnRef': self.ref('control-plane'),
            # EKS's own copies of the add-ons could not be configured.
            'bootstrapSelfManagedAddons': False,
            'deletionProtection': self.strong,
            'enabledClusterLogTypes': LOGS,
            'upgradePolicy': {'supportType': self.input.get('upgradePolicy', 'STANDARD')},
            'zonalShiftConfig': {'enabled': True},
            'accessConfig': {'authenticationMode': 'API',
                             'bootstrapClusterCreatorAdminPermissions': False},
            'kubernetesNetworkConfig': {
                'ipFamily': 'ipv4',
                'serviceIpv4Cidr': self.input.get('serviceRange', '172.20.0.0/16')},
            'encryptionConfig': {'resources': ['secrets'], 'provider': {'keyArn': key}},
            'vpcConfig': {
                'endpointPrivateAccess': True, 'endpointPublicAccess': False,
                'subnetIdSelector': self.private_subnets(self.input['network']),
                'securityGroupIdRefs': [self.ref('api')],
            },
        }, external_name=self.cluster_name)

    def access(self, part, role):
        """Whoever has the role administers the cluster."""
        self.managed(part, 'eks', 'AccessEntry', {
            **self.cluster_ref, 'principalArn': role, 'type': 'STANDARD'})
        if self.may(f'{part}-policy', self.is_ready(part), 'the access entry'):
            self.managed(f'{part}-policy', 'eks', 'AccessPolicyAssociation', {
                **self.cluster_ref, 'principalArn': role,
                'policyArn': 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
                'accessScope': {'type': 'cluster'}})

    def addons(self, names):
        versions = self.input.get('addonVersions', {})
        for name in names:
            self.managed(name, 'eks', 'Addon', {
                **self.cluster_ref, 'addonName': name,
                'resolveConflictsOnCreate': 'OVERWRITE', 'resolveConflictsOnUpdate': 'OVERWRITE',
                **({'addonVersion': versions[name]} if name in versions else {}),
                **({'configurationValues': CNI} if name == 'vpc-cni' else {}),
            })

    def nodes(self, pool, zone):
        name = f'{pool["name"]}-{zone}'
        template = f'{pool["name"]}-template'
        if zone == ZONES[0]:
            self.template(template, pool)
        version = (self.given(template, 'latestVersion')
                   or self.wanted(name, 'launchTemplate', 'version'))
        if not self.may(name, version, 'the launch template'):
            return
        self.managed(name, 'eks', 'NodeGroup', {
            **self.cluster_ref,
            # The nodes follow the control plane: the version that runs, not the one that is wanted.
            'version': self.given('cluster', 'version') or self.input['version'],
            'nodeRoleArnRef': self.ref('node'),
            'subnetIdSelector': self.private_subnets(self.input['network'], zone=zone),
            'amiType': AMI[pool.get('architecture', 'x86_64')],
            'capacityType': pool.get('capacity', 'ON_DEMAND'),
            'instanceTypes': pool['instanceTypes'],
            'labels': {f'{LABEL}/pool': pool['name']},
            'launchTemplate': {'name': self.aws_name(template), 'version': str(version)},
            'nodeRepairConfig': {'enabled': True},
            'updateConfig': {'maxUnavailable': 1},
            'scalingConfig': {'minSize': pool['minPerZone'], 'maxSize': pool['maxPerZone']},
            **({'taint': [{'key': f'{LABEL}/pool', 'value': pool['taint'],
                           'effect': 'NO_SCHEDULE'}]} if 'taint' in pool else {}),
        }, init_provider={
            # Only at the start: afterwards the autoscaler decides.
            'scalingConfig': {'desiredSize': max(1, pool['minPerZone'])},
        }, external_name=self.aws_name(name))

    def template(self, part, pool):
        self.managed(part, 'ec2', 'LaunchTemplate', {
            'name': self.aws_name(part),
            'updateDefaultVersion': True,
            # One hop: a pod gets its rights from Pod Identity, never the node's.
            'metadataOptions': {'httpEndpoint': 'enabled', 'httpTokens': 'required',
                                'httpPutResponseHopLimit': 1},
            'blockDeviceMappings': [{'deviceName': '/dev/xvda', 'ebs': {
                'encrypted': 'true', 'deleteOnTermination': 'true', 'volumeType': 'gp3',
                'volumeSize': pool.get('diskGiB', 80)}}],
            # Tags of a node group do not reach its machines, disks and cards.
            'tagSpecifications': [{'resourceType': kind, 'tags': self.tags(part)}
                                  for kind in ('instance', 'volume', 'network-interface')],
        })

    def identities(self):
        """Rights of the pods that serve all others."""
        secrets = f'odds/{self.environment_name}/*'
        self.identity('external-secrets', 'external-secrets', 'external-secrets', document({
            'Effect': 'Allow', 'Action': ['ssm:GetParameter', 'ssm:GetParameters'],
            'Resource': self.arn('ssm', f'parameter/{secrets}'),
        }, {
            'Effect': 'Allow',
            'Action': ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
            'Resource': self.arn('secretsmanager', f'secret:{secrets}'),
        }, {
            'Effect': 'Allow', 'Action': 'kms:Decrypt', 'Resource': self.arn('kms', 'key/*'),
            'Condition': {'StringEquals': {
                'kms:ViaService': f'secretsmanager.{self.region}.amazonaws.com'}},
        }))
        self.identity('cluster-autoscaler', 'kube-system', 'cluster-autoscaler', document({
            'Effect': 'Allow', 'Resource': '*', 'Action': [
                'autoscaling:DescribeAutoScalingGroups', 'autoscaling:DescribeAutoScalingInstances',
                'autoscaling:DescribeLaunchConfigurations', 'autoscaling:DescribeScalingActivities',
                'autoscaling:DescribeTags', 'ec2:DescribeImages', 'ec2:DescribeInstanceTypes',
                'ec2:DescribeLaunchTemplateVersions', 'ec2:GetInstanceTypesFromInstanceRequirements',
                'eks:DescribeNodegroup'],
        }, {
            'Effect': 'Allow', 'Resource': '*', 'Action': [
                'autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
            'Condition': {'StringEquals': {
                f'aws:ResourceTag/k8s.io/cluster-autoscaler/{self.cluster_name}': 'owned'}},
        }))
        self.identity('ebs-csi', 'kube-system', 'ebs-csi-controller-sa',
                      managed_policies=['service-role/AmazonEBSCSIDriverPolicy'])

    def identity(self, part, namespace, account, policy=None, managed_policies=()):
        self.pod_role(part, policy, managed_policies)
        if self.may(f'{part}-pods', self.is_ready('cluster'), 'the control plane'):
            self.managed(f'{part}-pods', 'eks', 'PodIdentityAssociation', {
                **self.cluster_ref, 'namespace': namespace, 'serviceAccount': account,
                'roleArnRef': self.ref(part)})
