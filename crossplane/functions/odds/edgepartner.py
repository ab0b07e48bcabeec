"""A partner who reads public updates from Edge: credential, rights, quota, alarm, hand-over file."""

import base64
import json
import secrets

from . import handover, quota
from .common import API, LABEL, PARTNERS, PLATFORM, Composite, document, plain
from .edgepolicy import CONNECT_ACTIONS, NAME_MAX, Cluster, arn_of, is_name
from .kafkacluster import CONNECTION_PORTS
from .partnertopics import PUBLIC_TOPICS
from .readiness import condition_is_true

WAY_OUT = 'docs/partners.md#another-region'

# One alarm takes ten metrics, and every league is one.
LEAGUES_MAX = 10


class EdgePartner(Composite):

    def compose(self):
        # What the function was not given yet is asked for; this pass is thrown away.
        self.requireds.edge(API, 'KafkaCluster', PLATFORM, self.observed.spec.kafkaCluster)
        given = self.request._message.extra_resources
        if 'edge' not in given:
            return
        self.edge = plain(given['edge'].items[0].resource) if given['edge'].items else {}
        super().compose()

    # --- refusals ---

    def refusal(self):
        cluster = self.input['kafkaCluster']
        namespace = self.xr['metadata'].get('namespace')
        if namespace != PARTNERS:
            return ('NamespaceWrong', f'metadata.namespace must be {PARTNERS}: in {namespace} no '
                    'cluster finds this partner, and his Secrets would lie among those of others.')
        if not is_name(self.name):
            return ('NameInvalid', f'metadata.name is {self.name}: take lower-case words that start '
                    'with a letter, joined by dashes, such as acme or acme-west, of at most '
                    f'{NAME_MAX} characters.')
        if not self.edge:
            return ('KafkaClusterMissing', f'spec.kafkaCluster names {cluster}, and no such '
                    f'KafkaCluster is in namespace {PLATFORM}: create it or correct the name.')
        if self.edge['spec']['role'] != 'edge':
            return ('NotAnEdge', f'spec.kafkaCluster names {cluster}, whose role is '
                    f'{self.edge["spec"]["role"]}: partners read from an edge cluster only.')
        if self.xr['metadata'].get('labels', {}).get(f'{LABEL}/kafkacluster') != cluster:
            return ('LabelMissing', f'metadata.labels["{LABEL}/kafkacluster"] must be {cluster}, '
                    'because the cluster finds its partners by it.')
        unknown = sorted(set(self.input['leagues']) - set(PUBLIC_TOPICS))
        if unknown:
            return ('LeagueUnknown', f'spec.leagues names {", ".join(unknown)}, known are '
                    f'{", ".join(PUBLIC_TOPICS)}: add the league to schemas/topics.yaml, or '
                    'take it out.')
        return self.path_refused()

    def place(self):
        """Everything is made beside Edge; spec.region says where the partner is."""
        spec = self.edge.get('spec', {})
        return spec.get('region'), spec.get('accountArn', ':' * 4).split(':')[4]

    def path_refused(self):
        if self.input['cloud'] == 'aws' and self.input['region'] != self.region:
            return ('OtherRegion', f'spec.region is {self.input["region"]}, Edge is in '
                    f'{self.region}: multi-VPC connectivity ends at the region. Ways out, with '
                    f'their price, are in {WAY_OUT}: a VPC of the partner in {self.region} is '
                    'the first of them.')
        if self.input['cloud'] != 'aws' and not self.edge['spec'].get('landingNetwork'):
            return ('NoLandingNetwork', f'spec.landingNetwork of KafkaCluster '
                    f'{self.input["kafkaCluster"]} is missing: name the Network into which '
                    'partners of other clouds come.')
        return None

    # --- composition ---

    def build(self):
        self.user = f'partner-{self.name}'
        self.group = f'{self.name}.odds'
        self.topics = [PUBLIC_TOPICS[league] for league in sorted(self.input['leagues'])]
        self.status.user = self.user if self.is_scram() else self.input['roleArn']
        self.status.group = self.group
        self.status.path = 'multi-vpc' if self.input['cloud'] == 'aws' else 'vpn'
        status = self.edge.get('status', {})
        brokers = status.get('bootstrapBrokers', {})
        self.brokers = brokers.get('vpcScram' if self.is_scram() else 'vpcIam')
        self.cluster_arn = status.get('clusterArn')
        if not (self.brokers and self.cluster_arn) and not self.seen:
            self.waits.append('the bootstrap brokers of multi-VPC connectivity of '
                              f'{self.input["kafkaCluster"]}')
            return
        if self.is_scram():
            self.credential()
            self.kafka_user()
        else:
            self.quota_job()
        self.lag_alarm()
        if self.input['cloud'] != 'aws':
            self.vpn()
        self.hand_over()

    def is_scram(self):
        return self.input['authentication'] == 'scram'

    def share(self):
        """What one broker grants: Kafka counts a quota broker by broker."""
        return max(1, self.input['rateBytesPerSecond'] // self.edge['status'].get('brokers', 3))

    # --- credential ---

    def credential(self):
        self.plain_object('credential', 'v1', 'Secret', {'type': 'Opaque',
                                                         'data': self.credential_data()})
        self.managed('secret', 'secretsmanager', 'Secret', {
            # MSK takes secrets of this prefix only, under a key of the customer's own.
            'name': self.secret_name(),
            'description': f'Kafka user {self.user}',
            'kmsKeyIdSelector': beside_edge('kafkacluster', self.input['kafkaCluster']),
            # A partner who returns gets a new secret of the same name: nothing waits for deletion.
            'recoveryWindowInDays': 0})
        self.managed('secret-value', 'secretsmanager', 'SecretVersion', {
            'secretIdRef': self.ref('secret'),
            'secretStringSecretRef': {'name': self.object_name('credential'), 'key': 'value'}})
        if not self.given('secret', 'arn') and not self.exists('association'):
            self.waits.append('the secret, before its policy and its association')
            return
        self.managed('secret-policy', 'secretsmanager', 'SecretPolicy', {
            'secretArnRef': self.ref('secret'),
            'policy': document({
                'Sid': 'KafkaReads', 'Effect': 'Allow',
                'Principal': {'Service': 'kafka.amazonaws.com'},
                'Action': 'secretsmanager:GetSecretValue', 'Resource': '*'})})
        if not self.is_ready('secret-value') and not self.exists('association'):
            self.waits.append("the secret's value, before its association")
            return
        self.managed('association', 'kafka', 'SingleScramSecretAssociation', {
            'clusterArn': self.cluster_arn or self.kept('association', 'clusterArn'),
            'secretArnRef': self.ref('secret')})

    def kept(self, part, field):
        return self.seen.get(part, {}).get('spec', {}).get('forProvider', {}).get(field)

    def secret_name(self):
        return f'AmazonMSK_{self.aws_name()}'

    def credential_data(self):
        """The password is made once: what is there stays."""
        if self.exists('credential'):
            return self.seen['credential']['data']
        password = secrets.token_urlsafe(32)
        value = json.dumps({'username': self.user, 'password': password})
        return {key: base64.b64encode(text.encode()).decode() for key, text in (
            ('username', self.user), ('password', password), ('value', value))}

    # --- rights and quota ---

    def kafka_user(self):
        """ACLs and quota. It names the password too: a user without one loses his at the brokers."""
        acls = [acl('topic', topic, 'literal', 'Read', 'Describe') for topic in self.topics]
        acls.append(acl('group', f'{self.name}.', 'prefix', 'Read', 'Describe'))
        user = self.plain_object('user', 'kafka.strimzi.io/v1', 'KafkaUser', {'spec': {
            'authentication': {'type': 'scram-sha-512', 'password': {'valueFrom': {
                'secretKeyRef': {'name': self.object_name('credential'), 'key': 'password'}}}},
            'authorization': {'type': 'simple', 'acls': acls},
            'quotas': {'consumerByteRate': self.share()},
        }}, name=self.user, ready=self.user_is_ready())
        user.metadata.labels['strimzi.io/cluster'] = self.input['kafkaCluster']

    def user_is_ready(self):
        seen = self.seen.get('user', {})
        current = seen.get('status', {}).get('observedGeneration') == \
            seen.get('metadata', {}).get('generation')
        return current and condition_is_true(seen, 'Ready')

    def quota_job(self):
        """Connection and rights are in the cluster policy, which the cluster writes; then the quota."""
        cluster = self.edge['metadata']['name']
        named = self.name in self.edge['status'].get('partners', [])
        brokers = self.edge['status'].get('bootstrapBrokers', {}).get('iam')
        # The cluster takes away the quotas of clients that it does not name.
        known = brokers and self.cluster_arn
        if not self.may_job('quota', named and known, f'KafkaCluster {cluster}, to name this partner '
                            'in its cluster policy'):
            return
        said = self.name, self.share()
        # AWS names other brokers from one time to the next; the cluster that they are of has one ARN.
        self.job('quota', quota.cron_job(cluster, brokers, *said) if known else None,
                 says=[self.cluster_arn, quota.cron_job(cluster, '', *said)])

    # --- alarm ---

    def lag_alarm(self):
        """How far the partner's group is behind, in seconds, in the topic that is worst."""
        metrics = [{
            'id': f'm{index}', 'returnData': False, 'metric': {
                'namespace': 'AWS/Kafka', 'metricName': 'EstimatedMaxTimeLag', 'period': 60,
                'stat': 'Maximum', 'dimensions': {
                    'Cluster Name': self.edge['status'].get('clusterName', ''),
                    'Consumer Group': self.group, 'Topic': topic}},
        } for index, topic in enumerate(self.topics[:LEAGUES_MAX])]
        metrics.append({'id': 'worst', 'label': 'seconds behind', 'returnData': True,
                        'expression': 'MAX([' + ','.join(metric['id'] for metric in metrics) + '])'})
        topic = self.edge['status'].get('alarmTopicArn')
        actions = {'alarmActions': [topic], 'okActions': [topic]} if topic else {}
        self.managed('lag', 'cloudwatch', 'MetricAlarm', {
            'alarmDescription': f'Partner {self.name} ({self.input["contact"]}) is more than '
                                f'{self.max_lag()} s behind: his consumer, his line or his quota.',
            'metricQuery': metrics, 'comparisonOperator': 'GreaterThanThreshold',
            'threshold': self.max_lag(), 'evaluationPeriods': 10, 'datapointsToAlarm': 5,
            # A group that was never there, or has nothing to read, has no lag.
            'treatMissingData': 'notBreaching', **actions,
        }, external_name=self.aws_name('lag'))

    def max_lag(self):
        return self.input.get('maxLagSeconds', 60)

    # --- another cloud ---

    def vpn(self):
        network = self.edge['spec']['landingNetwork']
        ends = self.input['vpn']
        self.managed('gateway', 'ec2', 'CustomerGateway', {
            'type': 'ipsec.1', 'ipAddress': ends['gatewayAddress'],
            'bgpAsn': str(ends.get('asn', 65000)), 'deviceName': self.aws_name()})
        self.managed('vpn', 'ec2', 'VPNConnection', {
            'type': 'ipsec.1', 'staticRoutesOnly': True,
            'customerGatewayIdRef': self.ref('gateway'),
            'vpnGatewayIdSelector': beside_edge('network', network),
            # The keys never pass through this cluster.
            'presharedKeyStorage': 'SecretsManager',
            'tunnel1IkeVersions': ['ikev2'], 'tunnel2IkeVersions': ['ikev2']})
        for cidr in ends['ranges']:
            name = cidr.replace('.', '-').replace('/', '-')
            self.managed(f'route-{name}', 'ec2', 'VPNConnectionRoute', {
                'destinationCidrBlock': cidr, 'vpnConnectionIdRef': self.ref('vpn')})
            self.open(network, name, cidr, 'brokers', 'tcp', CONNECTION_PORTS)
            self.open(network, name, cidr, 'names', 'udp', (53, 53))
            self.open(network, name, cidr, 'long-names', 'tcp', (53, 53))

    def open(self, network, name, cidr, what, protocol, ports):
        self.managed(f'{what}-from-{name}', 'ec2', 'SecurityGroupIngressRule', {
            'securityGroupIdSelector': beside_edge('landing', network),
            'description': f'{self.name}: {what}', 'cidrIpv4': cidr,
            'ipProtocol': protocol, 'fromPort': ports[0], 'toPort': ports[1]})

    # --- hand-over ---

    def hand_over(self):
        """Everything the partner needs on his side; the password goes another way."""
        facts = {
            'name': self.name, 'user': self.user, 'contact': self.input['contact'],
            'group': self.group, 'prefix': f'{self.name}.', 'topics': self.topics,
            'brokers': self.brokers, 'region': self.region, 'cluster_arn': self.cluster_arn,
            'rate': self.input['rateBytesPerSecond'], 'role': self.input.get('roleArn'),
            'secret': self.secret_name(), 'scram': self.is_scram(),
            'registry': self.edge['spec'].get('schemaRegistryUrl'),
            'landing_range': self.edge['spec'].get('landingRange'),
            'connect_actions': list(CONNECT_ACTIONS),
            'tunnels': [self.given('vpn', f'tunnel{end}Address') for end in (1, 2)],
            'preshared': self.given('vpn', 'presharedKeyArn'),
            'resolvers': self.edge['status'].get('landing', {}).get('resolverAddresses', []),
            'group_arn': self.arn_here('group', f'{self.name}.*'),
            'topic_arns': [self.arn_here('topic', topic) for topic in self.topics],
        }
        missing = handover.missing(facts, self.input['cloud'] == 'aws')
        if missing and not self.exists('hand-over'):
            self.waits.append(f'{missing}, before the hand-over file')
            return
        data = self.seen['hand-over']['data'] if missing else \
            handover.files(facts, self.input['cloud'] == 'aws')
        self.plain_object('hand-over', 'v1', 'ConfigMap', {'data': data})
        self.status.handOver = self.object_name('hand-over')

    def arn_here(self, kind, name):
        return arn_of(Cluster(None, self.cluster_arn or ''), kind, name)


def beside_edge(label, value):
    """What an edge cluster made for its partners, in its own namespace."""
    return {'namespace': PLATFORM, 'matchLabels': {f'{LABEL}/{label}': value}}


def acl(kind, name, pattern, *operations):
    return {'resource': {'type': kind, 'name': name, 'patternType': pattern},
            'operations': list(operations), 'host': '*', 'type': 'allow'}
