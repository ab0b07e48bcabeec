"""Database: PostgreSQL for reference data and current prices, or a replica in another region."""

from . import logins
from .common import Composite

PORT = 5432
USER = 'odds'
LOG_DAYS = 30
# What the free tier of Performance Insights keeps.
INSIGHT_DAYS = 7


class Database(Composite):

    def refusal(self):
        return self.require_network(self.input['network'])

    def build(self):
        network = self.input['network']
        self.source = self.input.get('replicaOf')
        self.identifier = self.aws_name()
        self.family = f'postgres{self.input.get("engineVersion", "17").split(".")[0]}'
        logs = f'/aws/rds/instance/{self.identifier}/postgresql'
        self.key('key', f'Database {self.identifier}: storage, backups, insights, logs, passwords',
                 logs=logs)
        self.security_group('clients', network, f'Clients of the database {self.name}', PORT,
                            self.input['clientRanges'])
        self.managed('subnets', 'rds', 'SubnetGroup', {
            'description': f'Private subnets of {network}',
            'subnetIdSelector': self.private_subnets(network),
        }, external_name=self.identifier)
        self.managed(self.family, 'rds', 'ParameterGroup', {
            'family': self.family, 'description': f'Settings of the database {self.name}',
            'parameter': [{'name': 'rds.force_ssl', 'value': '1', 'applyMethod': 'immediate'}],
        }, external_name=self.aws_name(self.family))
        self.role('monitoring', 'monitoring.rds.amazonaws.com',
                  managed_policies=['service-role/AmazonRDSEnhancedMonitoringRole'])
        # Made before RDS makes it: with tags, and with an end to what it keeps.
        self.log_group('log', logs, LOG_DAYS)
        self.arn_of_key = self.key_arn('instance', 'kmsKeyId')
        if self.may('instance', self.arn_of_key and self.is_ready('log'), 'the key and the log group'):
            self.instance()
        address = self.given('instance', 'address')
        if not self.source:
            self.password()
            self.logins(address)
            self.parameter('url', 'postgres/url',
                           address and f'jdbc:postgresql://{address}:{PORT}/'
                           f'{self.input["databaseName"]}?sslmode=require',
                           'the address of the database')
        self.report(address=address, passwordSecretArn=self.given('password', 'arn'))

    def instance(self):
        backup_days = self.input.get('backupDays', 7)
        largest = self.input.get('maxStorageGiB')
        self.managed('instance', 'rds', 'Instance', {
            'identifier': self.identifier,
            'instanceClass': self.input['instanceClass'],
            'storageEncrypted': True, 'kmsKeyId': self.arn_of_key, 'storageType': 'gp3',
            **({'maxAllocatedStorage': largest} if largest else {}),
            'multiAz': self.input.get('multiAz', True), 'publiclyAccessible': False,
            'dbSubnetGroupNameRef': self.ref('subnets'),
            'vpcSecurityGroupIdRefs': [self.ref('clients')],
            'parameterGroupNameRef': self.ref(self.family), 'port': PORT,
            'caCertIdentifier': 'rds-ca-rsa2048-g1',
            'backupRetentionPeriod': backup_days, 'backupWindow': '05:00-06:00',
            'maintenanceWindow': self.input.get('maintenanceWindow', 'tue:08:00-tue:09:00'),
            'copyTagsToSnapshot': True, 'deletionProtection': self.strong,
            'deleteAutomatedBackups': self.disposable,
            'autoMinorVersionUpgrade': True, 'allowMajorVersionUpgrade': False,
            'applyImmediately': False,
            'performanceInsightsEnabled': True,
            'performanceInsightsKmsKeyId': self.arn_of_key,
            'performanceInsightsRetentionPeriod': INSIGHT_DAYS,
            'monitoringInterval': 60, 'monitoringRoleArnRef': self.ref('monitoring'),
            'enabledCloudwatchLogsExports': ['postgresql'],
            **(self.replica() if self.source else self.primary()),
        })

    def primary(self):
        return {
            'engine': 'postgres', 'engineVersion': self.input.get('engineVersion', '17'),
            'allocatedStorage': self.input['storageGiB'],
            'dbName': self.input['databaseName'], 'username': USER,
            # Made by the provider when it is missing: nobody ever types or sees it.
            'autoGeneratePassword': True, 'passwordSecretRef': self.secret(),
            'skipFinalSnapshot': self.disposable, **self.final_snapshot(),
        }

    def replica(self):
        source = f'odds-{self.environment_name}-{self.source["name"]}'
        return {'replicateSourceDb': self.arn('rds', f'db:{source}', region=self.source['region']),
                # RDS takes none of a replica, and would refuse to delete it: the source has its own.
                'skipFinalSnapshot': True}

    def secret(self):
        return {'name': self.object_name('login'), 'key': 'password'}

    def password(self):
        if not self.may('password', self.arn_of_key, 'the key'):
            return
        self.managed('password', 'secretsmanager', 'Secret', {
            'name': f'odds/{self.environment_name}/postgres',
            'description': f'Password of the user {USER} of the database {self.name}',
            'kmsKeyId': self.arn_of_key,
            **self.recovery_window(),
        })
        if self.may('password-value', self.is_ready('instance'), 'the database'):
            self.managed('password-value', 'secretsmanager', 'SecretVersion', {
                'secretIdRef': self.ref('password'), 'secretStringSecretRef': self.secret()})

    def logins(self, address):
        """Who works with the database logs in with rights of its own; the owner is for people."""
        self.plain_object('logins', 'v1', 'Secret', {
            'type': 'Opaque', 'data': logins.secret(self.seen.get('logins', {}).get('data', {}))})
        for login in logins.LOGINS:
            part = f'login-{login.replace("_", "-")}'
            if not self.may(part, self.arn_of_key, 'the key'):
                continue
            self.managed(part, 'secretsmanager', 'Secret', {
                'name': f'odds/{self.environment_name}/postgres-{login.replace("_", "-")}',
                'description': f'Password of the user {login} of the database {self.name}',
                'kmsKeyId': self.arn_of_key,
                **self.recovery_window(),
            })
            self.managed(f'{part}-value', 'secretsmanager', 'SecretVersion', {
                'secretIdRef': self.ref(part),
                'secretStringSecretRef': {'name': self.object_name('logins'), 'key': login}})
        if not self.may_job('rights', address and self.is_ready('instance'), 'the database'):
            return
        self.job('rights', logins.cron_job(
            address, PORT, self.input['databaseName'], (USER, self.secret()),
            self.object_name('logins')) if address else None)
