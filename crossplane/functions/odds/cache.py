"""Cache: Valkey for hot state. Losing it costs time, never data: the jobs fill it again."""

from .common import Composite

PORT = 6379


class Cache(Composite):

    def refusal(self):
        return self.require_network(self.input['network'])

    def build(self):
        network = self.input['network']
        version = self.input.get('engineVersion', '7.2')
        token = {'name': self.object_name('token'), 'key': 'password'}
        self.key('key', f'Cache {self.aws_name()}: memory on disk, snapshots and password')
        self.security_group('clients', network, f'Clients of the cache {self.name}', PORT,
                            self.input['clientRanges'])
        self.managed('subnets', 'elasticache', 'SubnetGroup', {
            'description': f'Private subnets of {network}',
            'subnetIdSelector': self.private_subnets(network),
        }, external_name=self.aws_name(self.short))
        self.settings(version)
        key = self.key_arn('group', 'kmsKeyId')
        if self.may('group', key and self.is_ready(self.family(version)), 'the key and the settings'):
            self.group(key, version, token)
        self.password(token, key)
        address = self.given('group', 'primaryEndpointAddress')
        self.parameter('url', 'redis/url', address and f'rediss://{address}:{PORT}',
                       'the address of the cache')
        self.report(address=address, readerAddress=self.given('group', 'readerEndpointAddress'))

    def group(self, key, version, token):
        self.managed('group', 'elasticache', 'ReplicationGroup', {
            'description': f'Hot state of the odds job: {self.name}',
            'engine': 'valkey', 'engineVersion': version,
            'nodeType': self.input['nodeType'], 'port': PORT,
            'numCacheClusters': 1 + self.input.get('replicas', 1),
            'automaticFailoverEnabled': True, 'multiAzEnabled': True,
            'atRestEncryptionEnabled': 'true', 'kmsKeyId': key,
            'transitEncryptionEnabled': True, 'transitEncryptionMode': 'required',
            # Made by the provider when it is missing: nobody ever types or sees it.
            'autoGenerateAuthToken': True, 'authTokenSecretRef': token,
            'authTokenUpdateStrategy': 'ROTATE',
            'parameterGroupName': self.aws_name(self.family(version)),
            'subnetGroupNameRef': self.ref('subnets'),
            'securityGroupIdRefs': [self.ref('clients')],
            'snapshotRetentionLimit': self.input.get('snapshotDays', 7),
            'snapshotWindow': '05:00-06:00',
            'maintenanceWindow': self.input.get('maintenanceWindow', 'tue:08:00-tue:09:00'),
            'autoMinorVersionUpgrade': 'true', 'applyImmediately': False,
            **self.final_snapshot(),
        }, external_name=self.aws_name())

    @staticmethod
    def family(version):
        return f'valkey{version.split(".")[0]}'

    def settings(self, version):
        family = self.family(version)
        self.managed(family, 'elasticache', 'ParameterGroup', {
            'name': self.aws_name(family), 'family': family,
            'description': f'Settings of the cache {self.name}',
            # Full memory drops what was not read for longest. Every entry can be fetched again.
            'parameter': [{'name': 'maxmemory-policy', 'value': 'allkeys-lru'}],
        })

    def password(self, token, key):
        if not self.may('password', key, 'the key'):
            return
        self.managed('password', 'secretsmanager', 'Secret', {
            'name': f'odds/{self.environment_name}/redis',
            'description': f'Password of the cache {self.name}',
            'kmsKeyId': key,
            **self.recovery_window(),
        })
        if self.may('password-value', self.is_ready('group'), 'the cache'):
            self.managed('password-value', 'secretsmanager', 'SecretVersion', {
                'secretIdRef': self.ref('password'), 'secretStringSecretRef': token})
