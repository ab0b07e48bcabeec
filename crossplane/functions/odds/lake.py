"""Lake: a bucket that keeps, a table over its Parquet files, a workgroup that asks; or a copy."""

from .common import IAM_PATH, Composite, document
from .lake_table import COLUMNS, PARTITIONS

GIB = 1 << 30
# Where the analytics job writes (parquet.path) and where Athena puts its answers.
FILES = 'odds'
RESULTS = 'athena-results'
KEY_OF_FILES = ('rule', 0, 'applyServerSideEncryptionByDefault', 'kmsMasterKeyId')
PARQUET = 'org.apache.hadoop.hive.ql.io.parquet'


class Lake(Composite):

    def build(self):
        self.bucket = self.input['bucket']
        self.bucket_arn = f'arn:aws:s3:::{self.bucket}'
        self.catalog = self.input.get('catalog')
        self.key('key', f'Lake {self.bucket}: files and answers')
        self.files_key = self.key_arn('encryption', *KEY_OF_FILES)
        # What is not protected may go with its files; what is released must be emptied by hand.
        self.managed('bucket', 's3', 'Bucket', {'forceDestroy': self.disposable},
                     external_name=self.bucket)
        self.on_bucket('versioning', 'BucketVersioning', {
            'versioningConfiguration': {'status': 'Enabled'}})
        self.on_bucket('private', 'BucketPublicAccessBlock', {
            'blockPublicAcls': True, 'blockPublicPolicy': True,
            'ignorePublicAcls': True, 'restrictPublicBuckets': True})
        self.on_bucket('owner', 'BucketOwnershipControls', {
            'rule': {'objectOwnership': 'BucketOwnerEnforced'}})
        self.on_bucket('policy', 'BucketPolicy', {'policy': self.only_tls()})
        self.on_bucket('lifecycle', 'BucketLifecycleConfiguration', {'rule': self.lifecycle()})
        if self.may('encryption', self.files_key, 'the key'):
            self.encryption()
            self.rights()
            if self.catalog:
                self.tables()
                self.workgroup()
            if 'replicaOf' in self.input:
                self.replication(self.input['replicaOf'])
        self.report(bucketArn=self.bucket_arn, keyArn=self.files_key,
                    workgroup=self.aws_name(self.short) if self.catalog else None)

    def on_bucket(self, part, kind, body):
        self.managed(part, 's3', kind, {'bucketRef': self.ref('bucket'), **body})

    def only_tls(self):
        resources = [self.bucket_arn, f'{self.bucket_arn}/*']
        return document({
            'Sid': 'OnlyTls', 'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*',
            'Resource': resources, 'Condition': {'Bool': {'aws:SecureTransport': 'false'}},
        }, {
            'Sid': 'OnlyTls12', 'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*',
            'Resource': resources, 'Condition': {'NumericLessThan': {'s3:TlsVersion': '1.2'}},
        })

    def lifecycle(self):
        def rule(name, prefix='', **actions):
            return {'id': name, 'status': 'Enabled', 'filter': [{'prefix': prefix}], **actions}
        rules = [
            # Parts of an upload are paid for, and are seen in no listing.
            rule('unfinished-uploads', abortIncompleteMultipartUpload=[
                {'daysAfterInitiation': self.input.get('abortUploadDays', 7)}]),
            rule('old-versions', noncurrentVersionExpiration=[
                {'noncurrentDays': self.input.get('noncurrentDays', 30)}],
                expiration=[{'expiredObjectDeleteMarker': True}]),
        ]
        if 'coldAfterDays' in self.input:
            rules.append(rule('cold', f'{FILES}/', transition=[
                {'days': self.input['coldAfterDays'], 'storageClass': 'STANDARD_IA'}]))
        if self.catalog:
            rules.append(rule('answers', f'{RESULTS}/', expiration=[
                {'days': self.catalog.get('resultDays', 14)}]))
        return rules

    def encryption(self):
        self.on_bucket('encryption', 'BucketServerSideEncryptionConfiguration', {'rule': [{
            # One request to KMS for many files instead of one each.
            'bucketKeyEnabled': True,
            'applyServerSideEncryptionByDefault': {
                'sseAlgorithm': 'aws:kms', 'kmsMasterKeyId': self.files_key},
        }]})

    def rights(self):
        """Policies to attach: who writes files, and who asks."""
        # Beside the files of a catalog lie the answers, which are nobody's to write.
        files = f'{FILES}/*' if self.catalog else '*'
        self.managed('writer', 'iam', 'Policy', {
            'path': IAM_PATH,
            'description': f'Write the files of {self.bucket}',
            'policy': document({
                'Effect': 'Allow', 'Action': ['s3:ListBucket', 's3:ListBucketMultipartUploads'],
                'Resource': self.bucket_arn,
            }, {
                'Effect': 'Allow', 'Resource': f'{self.bucket_arn}/{files}',
                'Action': ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject',
                           's3:ListMultipartUploadParts', 's3:PutObject'],
            }, {
                'Effect': 'Allow', 'Action': ['kms:Decrypt', 'kms:GenerateDataKey'],
                'Resource': self.files_key,
            }),
        }, external_name=self.iam_name(self.short, 'writer'))
        if self.catalog:
            self.managed('quant', 'iam', 'Policy', {
                'path': IAM_PATH,
                'description': f'Ask the lake {self.name} through Athena, and write nothing else',
                'policy': self.quant(),
            }, external_name=self.iam_name(self.short, 'quant'))
            if self.catalog.get('quants'):
                self.quants_role()

    def quants_role(self):
        """What quants assume, beside whatever else they are."""
        self.managed('quants', 'iam', 'Role', {
            'path': IAM_PATH,
            'description': f'Ask the lake {self.name} through Athena',
            'permissionsBoundary': self.input['permissionsBoundaryArn'],
            # The account, and who in it: a role that is not there yet would be refused as principal.
            'assumeRolePolicy': document({
                'Effect': 'Allow', 'Action': 'sts:AssumeRole',
                'Principal': {'AWS': f'arn:aws:iam::{self.account}:root'},
                'Condition': {'ArnLike': {'aws:PrincipalArn': self.catalog['quants']}},
            }),
        }, external_name=self.iam_name(self.short, 'quants'))
        self.managed('quants-rights', 'iam', 'RolePolicyAttachment', {
            'roleRef': self.ref('quants'), 'policyArnRef': self.ref('quant')})

    def quant(self):
        database = self.catalog['database']
        return document({
            'Effect': 'Allow', 'Action': 's3:GetBucketLocation', 'Resource': self.bucket_arn,
        }, {
            'Effect': 'Allow', 'Action': 's3:ListBucket', 'Resource': self.bucket_arn,
            'Condition': {'StringLike': {'s3:prefix': [f'{FILES}/*', f'{RESULTS}/*']}},
        }, {
            'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': f'{self.bucket_arn}/{FILES}/*',
        }, {
            'Effect': 'Allow', 'Action': ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
            'Resource': f'{self.bucket_arn}/{RESULTS}/*',
        }, {
            'Effect': 'Allow', 'Action': ['kms:Decrypt', 'kms:GenerateDataKey'],
            'Resource': self.files_key,
        }, {
            'Effect': 'Allow',
            'Action': ['athena:GetQueryExecution', 'athena:GetQueryResults',
                       'athena:GetQueryResultsStream', 'athena:GetWorkGroup',
                       'athena:StartQueryExecution', 'athena:StopQueryExecution'],
            'Resource': self.arn('athena', f'workgroup/{self.aws_name(self.short)}'),
        }, {
            'Effect': 'Allow',
            'Action': ['glue:GetDatabase', 'glue:GetDatabases', 'glue:GetPartition',
                       'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'],
            'Resource': [self.arn('glue', 'catalog'), self.arn('glue', f'database/{database}'),
                         self.arn('glue', f'table/{database}/*')],
        })

    def tables(self):
        location = f's3://{self.bucket}/{FILES}'
        self.managed('database', 'glue', 'CatalogDatabase', {
            'catalogId': self.account, 'description': f'Every update, from {location}',
        }, external_name=self.catalog['database'])
        self.managed('updates', 'glue', 'CatalogTable', {
            'catalogId': self.account, 'databaseNameRef': self.ref('database'),
            'description': 'One row an update, as the analytics job archives them',
            'tableType': 'EXTERNAL_TABLE',
            'parameters': {
                'EXTERNAL': 'TRUE', 'classification': 'parquet', 'has_encrypted_data': 'true',
                **self.projection(location)},
            'partitionKeys': [{'name': name, 'type': kind, 'comment': comment}
                              for name, kind, comment in PARTITIONS],
            'storageDescriptor': {
                'location': f'{location}/',
                'inputFormat': f'{PARQUET}.MapredParquetInputFormat',
                'outputFormat': f'{PARQUET}.MapredParquetOutputFormat',
                'serDeInfo': {'serializationLibrary': f'{PARQUET}.serde.ParquetHiveSerDe'},
                'columns': [{'name': name, 'type': kind} for name, kind in COLUMNS],
            },
        }, external_name='updates')

    def projection(self, location):
        """Athena works the folders out instead of looking them up: no crawler, no late partition."""
        return {
            'projection.enabled': 'true',
            'projection.league.type': 'enum',
            'projection.league.values': ','.join(sorted(self.catalog['leagues'])),
            'projection.date.type': 'date',
            'projection.date.format': 'yyyy-MM-dd',
            # Games are quoted up to a year before they start.
            'projection.date.range': f'{self.catalog["firstDate"]},NOW+1YEARS',
            'projection.date.interval': '1',
            'projection.date.interval.unit': 'DAYS',
            'storage.location.template': location + '/league=${league}/date=${date}',
        }

    def workgroup(self):
        self.managed('workgroup', 'athena', 'Workgroup', {
            'description': 'Quants: answers encrypted, every query bounded',
            # A workgroup keeps its history of queries, and is not deleted with it unless told so.
            'state': 'ENABLED', 'forceDestroy': self.disposable,
            'configuration': {
                'enforceWorkgroupConfiguration': True,
                'publishCloudwatchMetricsEnabled': True,
                'bytesScannedCutoffPerQuery': self.catalog.get('scanLimitGiB', 500) * GIB,
                'engineVersion': {'selectedEngineVersion': 'Athena engine version 3'},
                'resultConfiguration': {
                    'outputLocation': f's3://{self.bucket}/{RESULTS}/',
                    'encryptionConfiguration': {
                        'encryptionOption': 'SSE_KMS', 'kmsKeyArn': self.files_key},
                },
            },
        }, external_name=self.aws_name(self.short))

    def replication(self, source):
        """The rule stands on the source's bucket, but only the copy knows that it is there."""
        source_arn = f'arn:aws:s3:::{source["bucket"]}'
        source_alias = f'alias/odds-{self.environment_name}-{source["name"]}-lake-key'
        self.role('replicator', 's3.amazonaws.com', policy=document({
            'Effect': 'Allow', 'Action': ['s3:GetReplicationConfiguration', 's3:ListBucket'],
            'Resource': source_arn,
        }, {
            'Effect': 'Allow', 'Resource': f'{source_arn}/*',
            'Action': ['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication',
                       's3:GetObjectVersionTagging'],
        }, {
            'Effect': 'Allow', 'Action': ['s3:ReplicateObject', 's3:ReplicateTags'],
            'Resource': f'{self.bucket_arn}/*',
        }, {
            'Effect': 'Allow', 'Action': 'kms:Decrypt',
            'Resource': self.arn('kms', 'key/*', region=source['region']),
            'Condition': {'ForAnyValue:StringEquals': {'kms:ResourceAliases': source_alias}},
        }, {
            'Effect': 'Allow', 'Action': 'kms:GenerateDataKey', 'Resource': self.files_key,
        }))
        ready = self.is_ready('versioning') and self.is_ready('replicator-policy')
        if not self.may('replication', ready, 'the copy to be ready for files'):
            return
        self.managed('replication', 's3', 'BucketReplicationConfiguration', {
            'region': source['region'], 'bucket': source['bucket'],
            'roleRef': self.ref('replicator'),
            'rule': [{
                'id': 'everything', 'status': 'Enabled', 'priority': 1, 'filter': {'prefix': ''},
                # A deletion stays in its region: the copy is for the day somebody deletes too much.
                'deleteMarkerReplication': {'status': 'Disabled'},
                'sourceSelectionCriteria': {'sseKmsEncryptedObjects': {'status': 'Enabled'}},
                'destination': {
                    'bucket': self.bucket_arn,
                    'storageClass': 'STANDARD_IA',
                    'encryptionConfiguration': {'replicaKmsKeyId': self.files_key},
                    'metrics': {'status': 'Enabled', 'eventThreshold': {'minutes': 15}},
                    'replicationTime': {'status': 'Enabled', 'time': {'minutes': 15}},
                },
            }],
        })
