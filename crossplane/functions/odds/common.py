"""What all compositions share: names, tags, protection, order, refusal.

A composition is a class with `refusal` (what is missing) and `build` (what to make). What needs
another resource first asks `is_ready`, after it has composed that one, and says `wait`.
"""

import hashlib
import json

from google.protobuf import json_format

from crossplane.pythonic import BaseComposite

from .readiness import LABEL, Readiness, condition_is_true, walk

API = 'platform.odds-update.io/v1alpha1'
ZONES = ('a', 'b', 'c')

# Where edge clusters are, with what they make, and apart from it partners with their Secrets and the jobs
# that write their quotas.
PLATFORM = 'platform'
PARTNERS = 'partners'

# Without Delete, AWS is never asked to remove what is behind an object, however the object ends.
KEPT = ['Observe', 'Create', 'Update', 'LateInitialize']

# Every role and policy lies under it, and Crossplane may touch no other: a name can be anybody's, nobody
# else makes anything under this path. The proof's rules and generated rights know it, too. Nodes can join
# with such a role because clusters know access entries alone: aws-auth would take no path.
IAM_PATH = '/odds-crossplane/'

# Groups are written short: ec2 means ec2.aws.m.upbound.io.
PROVIDER_SUFFIX = 'aws.m.upbound.io/v1beta1'

# Kinds that carry no tags, as their schema says.
UNTAGGED = frozenset({
    'AccessPolicyAssociation', 'Alias', 'BucketLifecycleConfiguration', 'BucketOwnershipControls',
    'BucketPolicy', 'BucketPublicAccessBlock', 'BucketReplicationConfiguration',
    'BucketServerSideEncryptionConfiguration', 'BucketVersioning', 'CatalogTable', 'ClusterPolicy',
    'Configuration', 'RolePolicy', 'RolePolicyAttachment', 'Route', 'RouteTableAssociation',
    'SecretPolicy', 'SecretVersion', 'SingleScramSecretAssociation',
    'VPCEndpointRouteTableAssociation', 'VPCEndpointSecurityGroupAssociation',
    'VPCEndpointSubnetAssociation', 'VPNConnectionRoute', 'VPNGatewayRoutePropagation',
})

# Services without a region.
GLOBAL = frozenset({'iam', 'budgets'})

# Rights and routes: taking one away must take effect, also under strong protection.
REMOVABLE = frozenset({
    'AccessEntry', 'AccessPolicyAssociation', 'ClusterPolicy', 'PodIdentityAssociation',
    'RolePolicy', 'RolePolicyAttachment', 'Route', 'SecurityGroupEgressRule',
    'SecurityGroupIngressRule', 'VPNConnectionRoute', 'VPNGatewayRoutePropagation',
})


def plain(struct):
    """A protobuf Struct as dicts, lists and numbers; whole numbers are ints."""
    def whole(value):
        if isinstance(value, dict):
            return {key: whole(item) for key, item in value.items()}
        if isinstance(value, list):
            return [whole(item) for item in value]
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return value
    return whole(json_format.MessageToDict(struct))


class Composite(Readiness, BaseComposite):
    """A composition of this repository."""

    def compose(self):
        request = self.request._message
        self.xr = plain(request.observed.composite.resource)
        self.seen = {name: plain(item.resource)
                     for name, item in request.observed.resources.items()}
        self.input = self.xr.get('spec', {})
        self.name = self.xr['metadata']['name']
        self.kind_name = self.xr['kind']
        self.short = self.kind_name.lower()
        self.environment_name = self.input['environment']
        self.region, self.account = self.place()
        protection = self.input.get('protection', 'none')
        self.strong = protection == 'strong'
        # What is released may go, but leaves its last state behind; only this goes with all it holds.
        self.disposable = protection == 'none'
        self.waits = []
        self.written = {}
        self.result = {}
        self.autoReady = False
        refused = self.refusal()
        if refused:
            self._refuse(*refused)
            return
        self.conditions.InputValid('Complete', 'Everything that this needs is there.', True)
        self.build()
        self._finish()

    def place(self):
        """Region and account in which the resources are made."""
        return self.input['region'], self.input['accountArn'].split(':')[4]

    def refusal(self):
        """(reason, message with the field and the fix) if something is missing, else None."""
        return None

    def build(self):
        """Composes the resources."""
        raise NotImplementedError

    # --- names ---

    def aws_name(self, *parts):
        """Names in AWS: odds-<environment>-<name>[-<part>...]."""
        return '-'.join(('odds', self.environment_name, self.name) + parts)

    def object_name(self, part):
        """Names of composed objects: <xr kind>-<xr name>-<part>."""
        return f'{self.short}-{self.name}-{part}'

    def ref(self, part):
        """Reference to another resource of this composition."""
        return {'name': self.object_name(part)}

    def arn(self, service, path, region=None, account=None):
        region = self.region if region is None else region
        account = self.account if account is None else account
        return f'arn:aws:{service}:{region}:{account}:{path}'

    # --- what was observed ---

    def exists(self, part):
        return part in self.seen

    def given(self, part, *path):
        """A value of status.atProvider, None until AWS gave it."""
        return walk(self.seen.get(part, {}), 'status', 'atProvider', *path)

    def wanted(self, part, *path):
        """What was wanted of a resource that exists: a value of its spec.forProvider."""
        return walk(self.seen.get(part, {}), 'spec', 'forProvider', *path)

    def may(self, part, open_now, reason):
        """True if `part` may be made now or was made before; otherwise the object waits for it."""
        return bool(open_now) or not self.wait(part, reason)

    # --- what is wanted ---

    def managed(self, part, group, kind, for_provider=None, *, init_provider=None,
                external_name=None, labels=None, secret=None):
        """A managed resource with provider, name, labels, tags and protection."""
        body = {} if group in GLOBAL else {'region': self.region}
        body.update(for_provider or {})
        if kind not in UNTAGGED:
            body['tags'] = {**self.tags(part), **body.get('tags', {})}
        if self.strong and (group, kind) == ('cloudwatchlogs', 'Group'):
            body['deletionProtectionEnabled'] = True
        spec = {
            'providerConfigRef': {'kind': 'ClusterProviderConfig', 'name': 'default'},
            'forProvider': body,
        }
        if init_provider:
            spec['initProvider'] = init_provider
        if self.strong and kind not in REMOVABLE:
            spec['managementPolicies'] = KEPT
        if secret:
            spec['writeConnectionSecretToRef'] = {'name': secret}
        annotations = {'crossplane.io/external-name': external_name} if external_name else {}
        resource = self._add(part, f'{group}.{PROVIDER_SUFFIX}', kind, {'spec': spec}, labels,
                             annotations)
        resource.ready = self.is_ready(part)
        return resource

    def plain_object(self, part, api_version, kind, body, *, name=None, labels=None, ready=True):
        """An object of Kubernetes or an operator; ready once it is as wanted, and `ready`."""
        resource = self._add(part, api_version, kind, body, labels, {}, name)
        resource.ready = bool(ready) and self.is_written(part)
        return resource

    def _add(self, part, api_version, kind, body, labels, annotations, name=None):
        resource = self.resources[part](api_version, kind)
        metadata = {
            'name': name or self.object_name(part),
            'labels': {f'{LABEL}/{self.short}': self.name,
                       **{f'{LABEL}/{key}': value for key, value in (labels or {}).items()}},
        }
        if annotations:
            metadata['annotations'] = annotations
        self.write(part, kind, metadata, body)
        resource.metadata = metadata
        for key, value in body.items():
            resource.desired[key] = value
        return resource

    def tags(self, part):
        return {
            'Name': self.aws_name(part),
            'odds:environment': self.environment_name,
            'odds:owner': self.input['owner'],
            'odds:cost-center': self.input['costCenter'],
            'odds:managed-by': 'crossplane',
            'odds:resource': f'{self.kind_name}/{self.name}',
        }

    def wait(self, part, reason):
        """True if `part` must not be made yet. What exists stays: leaving it out would delete it."""
        if self.exists(part):
            return False
        self.waits.append(reason)
        return True

    def report(self, **status):
        """Fields of the object's status; what is not known yet is left out."""
        for key, value in status.items():
            if value not in (None, '', [], {}):
                self.result[key] = value

    # --- parts that several compositions need ---

    def key(self, part, description, *, logs=None, alarms=False):
        """A KMS key of its own: who may decrypt is decided per store.

        logs is the log group, alarms says that alarms reach their topic under this key: both
        services ask the key itself, whatever IAM says.
        """
        statements = [{'Sid': 'AccountDecidesByIam', 'Effect': 'Allow', 'Action': 'kms:*',
                       'Principal': {'AWS': f'arn:aws:iam::{self.account}:root'}, 'Resource': '*'}]
        if logs:
            statements.append({
                'Sid': 'ItsLogs', 'Effect': 'Allow', 'Resource': '*',
                'Principal': {'Service': f'logs.{self.region}.amazonaws.com'},
                'Action': ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*',
                           'kms:Describe*'],
                'Condition': {'ArnEquals': {
                    'kms:EncryptionContext:aws:logs:arn': self.arn('logs', f'log-group:{logs}')}}})
        if alarms:
            # No aws:SourceAccount: AWS does not say that alarms send it, and without the key they are silent.
            statements.append({
                'Sid': 'Alarms', 'Effect': 'Allow', 'Resource': '*',
                'Principal': {'Service': 'cloudwatch.amazonaws.com'},
                'Action': ['kms:Decrypt', 'kms:GenerateDataKey*']})
        self.managed(part, 'kms', 'Key', {
            'description': description, 'enableKeyRotation': True, 'deletionWindowInDays': 30,
            'policy': document(*statements)})
        # The kind in the name: a Database and a Lake may be called alike.
        self.managed(f'{part}-alias', 'kms', 'Alias', {'targetKeyIdRef': self.ref(part)},
                     external_name=self.key_name(part))

    def key_name(self, part='key'):
        return self.aws_name(self.short, part)

    def log_group(self, part, name, days):
        """Logs with an end, under this object's key; the key's `logs` names the same group."""
        self.managed(part, 'cloudwatchlogs', 'Group', {
            'retentionInDays': days, 'kmsKeyIdRef': self.ref('key')}, external_name=name)

    def final_snapshot(self):
        """The name of the last snapshot: of this object alone, for a name can be taken only once."""
        life = hashlib.sha256(self.xr['metadata'].get('uid', '').encode()).hexdigest()[:8]
        return {} if self.disposable else {
            'finalSnapshotIdentifier': self.aws_name(self.short, 'final', life)}

    def recovery_window(self):
        """Days in which a deleted secret can be had back, and its name is taken: dev is made again the same day."""
        return {'recoveryWindowInDays': 0 if self.disposable else 30}

    def key_arn(self, user, *path, part='key'):
        """The key's ARN; if its status is gone for once, what its user was made with."""
        return self.given(part, 'arn') or self.wanted(user, *path)

    def security_group(self, part, network, description, port, ranges):
        """A group that lets the ranges in on one port and nothing else; no way out."""
        self.managed(part, 'ec2', 'SecurityGroup', {
            'name': self.aws_name(self.short, part), 'description': description,
            'vpcIdSelector': {'matchLabels': {f'{LABEL}/network': network}},
        })
        self.ingress(part, port, ranges)

    def ingress(self, part, port, ranges):
        for cidr in ranges:
            name = cidr.replace('.', '-').replace('/', '-')
            self.managed(f'{part}-from-{name}', 'ec2', 'SecurityGroupIngressRule', {
                'securityGroupIdRef': self.ref(part), 'description': f'{port} from {cidr}',
                'cidrIpv4': cidr, 'ipProtocol': 'tcp', 'fromPort': port, 'toPort': port,
            })

    def private_subnets(self, network, **more):
        """Labels that select the private subnets of a network; zone='a' for one of them."""
        return {'matchLabels': {f'{LABEL}/network': network, f'{LABEL}/tier': 'private',
                                **{f'{LABEL}/{key}': value for key, value in more.items()}}}

    def role(self, part, principal, *, actions=('sts:AssumeRole',), managed_policies=(),
             policy=None, conditions=None):
        """An IAM role that one AWS service may take."""
        statement = {'Effect': 'Allow', 'Principal': {'Service': principal},
                     'Action': list(actions)}
        if conditions:
            statement['Condition'] = conditions
        name = self.iam_name(part)
        self.managed(part, 'iam', 'Role', {
            'path': IAM_PATH,
            'assumeRolePolicy': document(statement),
            'permissionsBoundary': self.input['permissionsBoundaryArn'],
            'description': f'{self.kind_name} {self.name}: {part}',
        }, external_name=name)
        for policy_name in managed_policies:
            short = policy_name.split('/')[-1].lower().replace('_', '-')
            self.managed(f'{part}-{short}', 'iam', 'RolePolicyAttachment', {
                'roleRef': self.ref(part), 'policyArn': f'arn:aws:iam::aws:policy/{policy_name}',
            })
        if policy:
            self.managed(f'{part}-policy', 'iam', 'RolePolicy', {
                'roleRef': self.ref(part), 'policy': policy,
            }, external_name=part)

    def pod_role(self, part, policy=None, managed_policies=()):
        """An IAM role for pods, given to them by EKS Pod Identity."""
        self.role(part, 'pods.eks.amazonaws.com', actions=('sts:AssumeRole', 'sts:TagSession'),
                  managed_policies=managed_policies, policy=policy)

    def iam_name(self, *parts):
        # IAM knows no regions: the second region's names must not meet the first's.
        return f'{self.aws_name(*parts)}-{self.region}'

    def parameter(self, part, path, value, description):
        """An address for the clusters, which cannot read this hub: they fetch it from AWS."""
        if value or self.exists(part):
            body = {'type': 'String', 'description': description}
            if value:
                body['insecureValue'] = value
            self.managed(part, 'ssm', 'Parameter', body,
                         external_name=f'/odds/{self.environment_name}/{path}')
        else:
            self.waits.append(description)

    def require_network(self, network):
        """Why the network cannot be used yet, None if it can."""
        found = self.requireds.network(API, 'Network', self.xr['metadata'].get('namespace'), network)
        if len(found) == 0 and not self.seen:
            return ('NetworkMissing',
                    f'spec.network names {network}, and no such Network is in this namespace: '
                    'create it or correct the name.')
        return None

    # --- ends ---

    def _refuse(self, reason, message):
        self.conditions.InputValid(reason, message, False)
        self.ready = False
        if self.seen:
            # Composing nothing would delete everything that is there.
            self.events.fatal(reason, message)

    def _finish(self):
        if self.strong:
            self._protect()
        for key, value in self.result.items():
            self.status[key] = value
        if self.waits:
            reasons = '; '.join(dict.fromkeys(self.waits))
            self.conditions.Complete('Waiting', f'Waiting for: {reasons}.', False)
            self.ready = False
        else:
            self.conditions.Complete('AllComposed', 'Every resource is composed.', True)

    def _protect(self):
        """Deleting the object itself is refused by Crossplane until protection is lifted."""
        self.plain_object('usage', 'protection.crossplane.io/v1beta1', 'Usage', {'spec': {
            'of': {'apiVersion': API, 'kind': self.kind_name, 'resourceRef': {'name': self.name}},
            'reason': 'spec.protection is strong: set it to released first, if it shall really go',
        }}, ready=condition_is_true(self.seen.get('usage', {}), 'Ready'))


def document(*statements):
    """A policy document of IAM."""
    return json.dumps({'Version': '2012-10-17', 'Statement': list(statements)}, indent=1)
