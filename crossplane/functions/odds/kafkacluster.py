"""A Kafka cluster of MSK: Core carries the platform's own topics, Edge what partners read."""

from . import edgepolicy
from .common import API, LABEL, PARTNERS, Composite, ZONES, document, plain

# What AWS takes as a cluster policy.
POLICY_BYTES_MAX = 20480

# IAM clients, SCRAM clients, Prometheus exporters of the brokers.
IAM_PORT = 9098
SCRAM_PORT = 9096
METRIC_PORTS = (11001, 11002)

# Ports of a multi-VPC connection on the client's side, all brokers and authentications.
CONNECTION_PORTS = (14001, 14300)

BROKER_SETTINGS = {
    # Topics are created from the list of topics and nowhere else.
    'auto.create.topics.enable': 'false',
    'default.replication.factor': '3',
    # With three zones: one may be away, and no committed record is lost with a second.
    'min.insync.replicas': '2',
    'unclean.leader.election.enable': 'false',
    'num.partitions': '4',
    # A job may be away for a weekend and still knows where it was.
    'offsets.retention.minutes': '20160',
    # Jobs publish within checkpoints: at most this long after a crash may a transaction stay open.
    'transaction.max.timeout.ms': '900000',
    'log.retention.hours': '168',
}

EDGE_SETTINGS = {
    # AWS demands it for SCRAM over multi-VPC connectivity: who has no ACL has no right.
    'allow.everyone.if.no.acl.found': 'false',
}

TOPIC_ACTIONS = ('CreateTopic', 'DescribeTopic', 'AlterTopic',
                 'DescribeTopicDynamicConfiguration', 'AlterTopicDynamicConfiguration')

# Metric, statistic, comparison, threshold, what it means.
ALARMS = (
    ('OfflinePartitionsCount', 'Maximum', 'GreaterThanThreshold', 0,
     'partitions without a leader: nobody can write or read them'),
    ('ActiveControllerCount', 'Average', 'LessThanThreshold', 0.1,
     'no active controller: leaders are not elected any more'),
)
BROKER_ALARMS = (
    ('KafkaDataLogsDiskUsed', 'Maximum', 'GreaterThanThreshold', 80,
     'per cent of the volume used: raise spec.storageGib before it is full'),
    ('UnderMinIsrPartitionCount', 'Maximum', 'GreaterThanThreshold', 0,
     'partitions with too few replicas in sync: producers are refused'),
)


class KafkaCluster(Composite):

    def refusal(self):
        missing = self.require_network(self.input['network'])
        if missing:
            return missing
        if self.is_edge():
            return self.partners_refused()
        return None

    def is_edge(self):
        return self.input['role'] == 'edge'

    def brokers(self):
        return len(ZONES) * self.input['brokersPerZone']

    # --- partners ---

    def partners_refused(self):
        """Reads the partners; too many for one policy is refused before any of them loses a right."""
        self.requireds.partners(API, 'EdgePartner', labels={f'{LABEL}/{self.short}': self.name})
        before = self.wanted('policy', 'policy')
        self.partners = edgepolicy.allowed(
            self.given_partners(), PARTNERS, self.name, self.region, before)
        facts = edgepolicy.Cluster(self.aws_name(), self.given('cluster', 'arn'))
        if facts.arn is None:
            # Not seen for once: nobody loses his rights over that.
            self.policy = before
            return None
        self.policy = edgepolicy.policy(facts, self.partners, self.region, before)
        if self.policy and len(self.policy) > POLICY_BYTES_MAX:
            return ('ClusterPolicyTooLong',
                    f'the cluster policy of {len(self.partners)} EdgePartners has '
                    f'{len(self.policy)} bytes, AWS takes {POLICY_BYTES_MAX}: remove the newest '
                    'EdgePartner, or move partners to a second edge KafkaCluster.')
        return None

    def given_partners(self):
        given = self.request._message.extra_resources
        return [plain(item.resource) for item in given['partners'].items] \
            if 'partners' in given else []

    # --- composition ---

    def build(self):
        self.key('key', f'Records, volumes, credentials, logs and alarms of Kafka {self.name}',
                 logs=self.log_group_name(), alarms=True)
        self.network_access()
        self.log_group('logs', self.log_group_name(), self.input['logRetentionDays'])
        self.managed('configuration', 'kafka', 'Configuration', {
            'name': self.aws_name('kafka'),
            'description': f'Broker settings of {self.name}',
            'serverProperties': self.server_properties(),
        })
        self.cluster()
        self.operator('topic-operator', self.topic_statements())
        if self.is_edge():
            self.operator('user-operator', self.user_statements())
            # The jobs that write quotas of partners who sign run beside them, with the same rights.
            self.identity('quotas', PARTNERS, 'user-operator')
        self.alarms()
        self.addresses()
        if self.is_edge():
            self.cluster_policy()
            if self.input.get('landingNetwork'):
                self.landing()

    def log_group_name(self):
        return f'/odds/{self.environment_name}/kafka/{self.name}'

    def server_properties(self):
        settings = {**BROKER_SETTINGS, **(EDGE_SETTINGS if self.is_edge() else {})}
        return ''.join(f'{key}={value}\n' for key, value in settings.items())

    def network_access(self):
        ranges = self.input['clientRanges']
        self.security_group('access', self.input['network'], f'Kafka {self.name}', IAM_PORT, ranges)
        if self.is_edge():
            self.open_ports('scram', (SCRAM_PORT, SCRAM_PORT), ranges)
        self.open_ports('metrics', METRIC_PORTS, ranges)

    def open_ports(self, what, ports, ranges, group='access'):
        for cidr in ranges:
            name = cidr.replace('.', '-').replace('/', '-')
            self.managed(f'{group}-{what}-from-{name}', 'ec2', 'SecurityGroupIngressRule', {
                'securityGroupIdRef': self.ref(group), 'description': f'{what} from {cidr}',
                'cidrIpv4': cidr, 'ipProtocol': 'tcp', 'fromPort': ports[0], 'toPort': ports[1],
            })

    def cluster(self):
        needed = self.given('configuration', 'arn') and self.is_ready('logs')
        if not self.may('cluster', needed, 'the configuration and the log group, before the brokers '
                        'that start with them'):
            return
        self.managed('cluster', 'kafka', 'Cluster', self.cluster_fields())
        if not self.created():
            self.waits.append('the bootstrap brokers')
        elif self.is_edge() and not self.connected():
            self.waits.append('the bootstrap brokers of multi-VPC connectivity')

    def cluster_fields(self):
        return {
            'clusterName': self.aws_name(),
            'kafkaVersion': self.input['kafkaVersion'],
            'numberOfBrokerNodes': self.brokers(),
            'enhancedMonitoring': 'PER_TOPIC_PER_BROKER',
            'brokerNodeGroupInfo': self.broker_nodes(),
            'clientAuthentication': {
                'sasl': {'iam': True, 'scram': self.is_edge()}, 'unauthenticated': False},
            'configurationInfo': {
                'arnRef': self.ref('configuration'),
                'revision': self.given('configuration', 'latestRevision') or 1},
            'encryptionInfo': {
                'encryptionAtRestKmsKeyArnRef': self.ref('key'),
                'encryptionInTransit': {'clientBroker': 'TLS', 'inCluster': True}},
            'loggingInfo': {'brokerLogs': {
                'cloudwatchLogs': {'enabled': True, 'logGroup': self.log_group_name()}}},
            'openMonitoring': {'prometheus': {
                'jmxExporter': {'enabledInBroker': True},
                'nodeExporter': {'enabledInBroker': True}}},
        }

    def broker_nodes(self):
        connectivity = {'publicAccess': {'type': 'DISABLED'}}
        if self.is_edge() and (self.created() or self.connectivity_asked()):
            # AWS refuses it at creation: it comes with the first update after that, and stays.
            connectivity['vpcConnectivity'] = {
                'clientAuthentication': {'sasl': {'iam': True, 'scram': True}}}
        return {
            'instanceType': self.input['instanceType'],
            'clientSubnetsSelector': self.private_subnets(self.input['network']),
            'securityGroupsRefs': [self.ref('access')],
            'storageInfo': {'ebsStorageInfo': {'volumeSize': self.input['storageGib']}},
            'connectivityInfo': connectivity,
        }

    def connectivity_asked(self):
        nodes = self.seen.get('cluster', {}).get('spec', {}).get('forProvider', {}) \
            .get('brokerNodeGroupInfo', {})
        return 'vpcConnectivity' in nodes.get('connectivityInfo', {})

    def created(self):
        needed = ['bootstrapBrokersSaslIam'] + (['bootstrapBrokersSaslScram'] if self.is_edge() else [])
        return all(self.given('cluster', field) for field in needed)

    def connected(self):
        return all(self.given('cluster', f'bootstrapBrokersVpcConnectivitySasl{scheme}')
                   for scheme in ('Iam', 'Scram'))

    # --- operators of topics and users ---

    def operator(self, part, statements):
        """An identity for the pod that manages topics or users of this cluster, and nothing else."""
        self.role(part, 'pods.eks.amazonaws.com', actions=('sts:AssumeRole', 'sts:TagSession'),
                  policy=document(*statements))
        self.identity(part, self.xr['metadata'].get('namespace'), part)

    def identity(self, part, namespace, role):
        """Pods of the service account <part>-<cluster> have the role."""
        self.managed(f'{part}-identity', 'eks', 'PodIdentityAssociation', {
            'clusterName': self.input['hubCluster'],
            'namespace': namespace,
            'serviceAccount': f'{part}-{self.name}',
            'roleArnRef': self.ref(role),
        })

    def kafka_arn(self, kind, rest=''):
        # The id in the middle is not known before the cluster is; the name is unique in the account.
        return self.arn('kafka', f'{kind}/{self.aws_name()}/*{rest}')

    def topic_statements(self):
        # DeleteTopic is left out on purpose: a topic is deleted by a person.
        return (
            statement('Reach', ('Connect', 'DescribeCluster'), [self.kafka_arn('cluster')]),
            statement('Topics', TOPIC_ACTIONS, [self.kafka_arn('topic', '/*')]),
        )

    def user_statements(self):
        return (
            # AlterCluster is the right to write ACLs, the other two that to write quotas.
            statement('Reach', ('Connect', 'DescribeCluster', 'AlterCluster',
                                'DescribeClusterDynamicConfiguration',
                                'AlterClusterDynamicConfiguration'), [self.kafka_arn('cluster')]),
        )

    # --- what others read ---

    def addresses(self):
        brokers = self.given('cluster', 'bootstrapBrokersSaslIam')
        if brokers:
            self.plain_object('bootstrap', 'v1', 'ConfigMap', {'data': {
                'bootstrap.servers': brokers,
                'cluster.name': self.aws_name(),
                'cluster.arn': self.given('cluster', 'arn') or '',
                **(self.quotas() if self.is_edge() else {}),
            }}, name=f'{self.name}-kafka')
        elif self.exists('bootstrap'):
            self.plain_object('bootstrap', 'v1', 'ConfigMap',
                              {'data': self.seen['bootstrap'].get('data', {})},
                              name=f'{self.name}-kafka')
        else:
            self.waits.append(f'the addresses, before ConfigMap {self.name}-kafka')
        self.parameter('bootstrap-parameter', f'{self.name}-kafka/bootstrap', brokers,
                       f'Bootstrap brokers of Kafka {self.name}, for IAM')
        self.report(
            clusterArn=self.given('cluster', 'arn'), clusterName=self.aws_name(),
            region=self.region, brokers=self.brokers(), alarmTopicArn=self.alarm_topic_arn(),
            bootstrapBrokers={key: value for key, value in {
                'iam': brokers,
                'vpcIam': self.given('cluster', 'bootstrapBrokersVpcConnectivitySaslIam'),
                'vpcScram': self.given('cluster', 'bootstrapBrokersVpcConnectivitySaslScram'),
            }.items() if value})

    def quotas(self):
        """For the job that keeps the quotas of clients who sign: whose may be there, and everyone's."""
        signing = [edgepolicy.name_of(partner) for partner in self.partners
                   if partner['spec']['authentication'] == 'iam']
        return {'quota.clients': ' '.join(signing),
                'quota.default': str(self.input.get('defaultConsumerBytesPerSecond', 262144))}

    # --- alarms ---

    def alarm_topic_arn(self):
        return self.arn('sns', self.aws_name('kafka', 'alarms'))

    def alarms(self):
        self.managed('alarms', 'sns', 'Topic', {
            'displayName': f'Kafka {self.name} ({self.environment_name})',
            'kmsMasterKeyId': f'alias/{self.key_name()}',
        }, external_name=self.aws_name('kafka', 'alarms'))
        for alarm in ALARMS:
            self.alarm(alarm, {})
        for broker in range(1, self.brokers() + 1):
            for alarm in BROKER_ALARMS:
                self.alarm(alarm, {'Broker ID': str(broker)}, f'-{broker}')

    def alarm(self, alarm, dimensions, suffix=''):
        metric, statistic, comparison, threshold, meaning = alarm
        part = f'alarm-{metric.lower()}{suffix}'
        self.managed(part, 'cloudwatch', 'MetricAlarm', {
            'alarmDescription': f'Kafka {self.name}: {meaning}',
            'namespace': 'AWS/Kafka', 'metricName': metric, 'statistic': statistic,
            'dimensions': {'Cluster Name': self.aws_name(), **dimensions},
            'comparisonOperator': comparison, 'threshold': threshold,
            'period': 60, 'evaluationPeriods': 5, 'datapointsToAlarm': 3,
            # Silence of a metric that is always there is a finding too.
            'treatMissingData': 'breaching' if metric == 'ActiveControllerCount' else 'notBreaching',
            'alarmActions': [self.alarm_topic_arn()], 'okActions': [self.alarm_topic_arn()],
        }, external_name=self.aws_name('kafka', part))

    # --- edge ---

    def cluster_policy(self):
        named = [edgepolicy.name_of(partner) for partner in self.partners]
        self.report(partners=named, policyBytes=len(self.policy or ''))
        self.status['partnerCount'] = len(named)
        if self.policy:
            self.managed('policy', 'kafka', 'ClusterPolicy', {
                'clusterArnRef': self.ref('cluster'), 'policy': self.policy})

    def landing(self):
        """Where partners of other clouds arrive: a VPN gateway, one connection to the brokers, DNS."""
        network = self.input['landingNetwork']
        vpc = {'matchLabels': {f'{LABEL}/network': network}}
        self.managed('landing-gateway', 'ec2', 'VPNGateway', {'vpcIdSelector': vpc},
                     labels={'network': network})
        for zone in ZONES:
            self.managed(f'landing-propagation-{zone}', 'ec2', 'VPNGatewayRoutePropagation', {
                'vpnGatewayIdRef': self.ref('landing-gateway'),
                'routeTableIdSelector': self.private_subnets(network, zone=zone)})
        # Every partner opens it for his own ranges.
        self.managed('landing-access', 'ec2', 'SecurityGroup', {
            'name': self.aws_name('landing'), 'vpcIdSelector': vpc,
            'description': f'Partners of other clouds to Kafka {self.name}',
        }, labels={'landing': network})
        if self.connected() or self.exists('landing-connection'):
            self.managed('landing-connection', 'kafka', 'VPCConnection', {
                'authentication': 'SASL_SCRAM',
                'targetClusterArnRef': self.ref('cluster'),
                'vpcIdSelector': vpc,
                'clientSubnetsSelector': self.private_subnets(network),
                'securityGroupsRefs': [self.ref('landing-access')]})
        else:
            self.waits.append('multi-VPC connectivity, before the connection in the landing network')
        # The brokers' names are known to the landing network only: partners ask here.
        self.managed('landing-resolver', 'route53resolver', 'Endpoint', {
            'name': self.aws_name('landing'), 'direction': 'INBOUND',
            'ipAddress': [{'subnetIdSelector': self.private_subnets(network, zone=zone)}
                          for zone in ZONES[:2]],
            'securityGroupIdRefs': [self.ref('landing-access')]})
        addresses = [entry['ip'] for entry in self.given('landing-resolver', 'ipAddress') or []
                     if entry.get('ip')]
        self.report(landing={'resolverAddresses': sorted(addresses)} if addresses else {})


def statement(sid, actions, resources):
    return {'Sid': sid, 'Effect': 'Allow',
            'Action': [f'kafka-cluster:{action}' for action in actions], 'Resource': resources}
