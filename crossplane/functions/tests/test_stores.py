"""Arithmetic, order and tables of single compositions."""

import base64
import ipaddress
import json
import re
import unittest

import yaml
from world import ROOT, World, condition, fnv1
from test_compositions import SPECS, world_struct
from odds.lake_table import COLUMNS, PARTITIONS
from odds.logins import LOGINS, verifier_key
from odds.network import subnets

AVRO = ROOT / 'schemas/src/main/avro/lake/LakeUpdate.avsc'
PRIMITIVES = {'string': 'string', 'long': 'bigint', 'int': 'int', 'double': 'double',
              'boolean': 'boolean'}
LOGICAL = {'date': 'date', 'timestamp-millis': 'timestamp'}


def hive(avro):
    """The type of Hive for a type of Avro; optional is no type of its own."""
    if isinstance(avro, list):
        return hive(next(item for item in avro if item != 'null'))
    if isinstance(avro, str):
        return PRIMITIVES[avro]
    if avro.get('logicalType') == 'decimal':
        return f'decimal({avro["precision"]},{avro["scale"]})'
    if 'logicalType' in avro:
        return LOGICAL[avro['logicalType']]
    if avro['type'] == 'array':
        return f'array<{hive(avro["items"])}>'
    if avro['type'] == 'record':
        fields = ','.join(f'{field["name"]}:{hive(field["type"])}' for field in avro['fields'])
        return f'struct<{fields}>'
    return PRIMITIVES[avro['type']]


class Subnets(unittest.TestCase):

    def test_lie_apart_inside_the_range_for_every_size(self):
        for size in range(16, 23):
            network = ipaddress.ip_network(f'10.33.0.0/{size}')
            private, public = subnets(str(network))
            parts = [ipaddress.ip_network(part) for part in private + public]
            self.assertEqual([part.prefixlen for part in parts], [size + 2] * 3 + [size + 6] * 3)
            for index, part in enumerate(parts):
                self.assertTrue(part.subnet_of(network))
                self.assertFalse(any(part.overlaps(other) for other in parts[:index]))
                # AWS makes no subnet smaller than this.
                self.assertLessEqual(part.prefixlen, 28)

    def test_of_a_known_range(self):
        self.assertEqual(subnets('10.17.0.0/16'), (
            ['10.17.0.0/18', '10.17.64.0/18', '10.17.128.0/18'],
            ['10.17.192.0/22', '10.17.196.0/22', '10.17.200.0/22']))


class Networks(unittest.TestCase):

    def kinds(self, **spec):
        composed = World('Network', {**SPECS['Network'], **spec}).finish()
        return [item['kind'] for item in composed.values()]

    def test_without_nat_has_no_way_to_the_internet(self):
        kinds = self.kinds(nat='none')
        for kind in ('InternetGateway', 'NATGateway', 'EIP'):
            self.assertNotIn(kind, kinds)
        self.assertEqual(kinds.count('Subnet'), 3)

    def test_with_one_nat_has_one_public_subnet(self):
        kinds = self.kinds(nat='one')
        self.assertEqual((kinds.count('NATGateway'), kinds.count('Subnet')), (1, 4))

    def test_with_nat_in_every_zone_leads_each_zone_through_its_own(self):
        composed = World('Network', SPECS['Network']).finish()
        for zone in 'abc':
            self.assertEqual(
                composed[f'private-{zone}-out']['spec']['forProvider']['natGatewayIdRef'],
                {'name': f'network-thing-nat-{zone}'})


    def test_infra_ops_keeps_its_way_to_kafka_and_the_clusters(self):
        for name in ('platform', 'edge'):
            spec = yaml.safe_load((ROOT / f'crossplane/envs/base/network/{name}.yaml').read_text())
            self.assertIn('transitGateway', spec['spec'], f'{name}: infra-ops has no way in')

    def test_where_partners_arrive_leads_nowhere(self):
        landing = yaml.safe_load((ROOT / 'crossplane/envs/base/network/landing.yaml').read_text())
        composed = World('Network', {**landing['spec'], 'region': 'eu-west-1', 'zones': list('abc'),
                                     'range': '10.34.16.0/20', 'environment': 'prod',
                                     'accountArn': 'arn:aws:iam::222222222222:root'}).finish()
        kinds = {item['kind'] for item in composed.values()}
        self.assertFalse(kinds & {'Route', 'TransitGatewayVPCAttachment', 'InternetGateway'}, kinds)

    def test_flow_logs_may_find_and_write_their_group(self):
        role = World('Network', SPECS['Network']).finish()['flow-log-writer-policy']
        granted = {}
        for statement in json.loads(role['spec']['forProvider']['policy'])['Statement']:
            actions = statement['Action']
            for action in [actions] if isinstance(actions, str) else actions:
                granted[action] = statement['Resource']
        logs = 'arn:aws:logs:eu-west-1:222222222222:log-group:'
        self.assertEqual(granted, {
            'logs:DescribeLogGroups': f'{logs}*',
            **{f'logs:{action}': f'{logs}/odds/prod/network/thing:*'
               for action in ('CreateLogStream', 'DescribeLogStreams', 'PutLogEvents')}})


class Clusters(unittest.TestCase):

    def test_come_up_in_the_order_that_eks_accepts(self):
        world = World('EksCluster', SPECS['EksCluster'])
        order = []
        while not order or order[-1]:
            before = set(world.objects)
            order.append(world.step() - before)
        at = {name: index for index, names in enumerate(order) for name in names}
        self.assertLess(at['control-plane-amazoneksclusterpolicy'], at['cluster'])
        self.assertLess(at['log'], at['cluster'])
        self.assertLess(at['cluster'], at['vpc-cni'])
        self.assertLess(at['vpc-cni'], at['general-a'])
        self.assertLess(at['general-c'], at['coredns'])

    def test_have_no_public_endpoint(self):
        network = World('EksCluster', SPECS['EksCluster']).finish()['cluster']['spec'][
            'forProvider']['vpcConfig']
        self.assertEqual((network['endpointPublicAccess'], network['endpointPrivateAccess']),
                         (False, True))


    def test_let_people_in_by_a_role_of_their_own_beside_flux(self):
        person = 'arn:aws:iam::222222222222:role/platform-admin'
        composed = World('EksCluster', {**SPECS['EksCluster'], 'personRoleArn': person}).finish()
        for part, role in (('administrator', SPECS['EksCluster']['administratorRoleArn']),
                           ('person', person)):
            entry = composed[part]['spec']['forProvider']
            self.assertEqual((entry['principalArn'], entry['type']), (role, 'STANDARD'))
            policy = composed[f'{part}-policy']['spec']['forProvider']
            self.assertEqual(policy['principalArn'], role)
            self.assertTrue(policy['policyArn'].endswith('/AmazonEKSClusterAdminPolicy'))
        self.assertNotIn('person', World('EksCluster', SPECS['EksCluster']).finish())


class Lakes(unittest.TestCase):

    def test_table_has_the_fields_of_the_parquet_files(self):
        fields = json.loads(AVRO.read_text())['fields']
        folders = {name for name, _, _ in PARTITIONS}
        self.assertEqual(dict(COLUMNS), {field['name']: hive(field['type']) for field in fields
                                         if field['name'] not in folders})

    def test_folders_are_those_that_the_job_writes(self):
        java = ROOT / 'jobs/analytics/src/main/java/io/oddsupdate/analytics/parquet/LakeFolders.java'
        names = [name for name, _, _ in PARTITIONS]
        self.assertEqual(names, ['league', 'date'])
        self.assertIn('return "league=" + logged.update().getLeague() + "/date=" + '
                      'logged.update().getGameDate();', java.read_text())
        table = World('Lake', SPECS['Lake']).finish()['updates']['spec']['forProvider']
        self.assertEqual(table['parameters']['storage.location.template'],
                         's3://odds-lake/odds/league=${league}/date=${date}')

    def test_quants_read_the_files_and_write_answers_only(self):
        lake = World('Lake', SPECS['Lake']).finish()
        trust = json.loads(lake['quants']['spec']['forProvider']['assumeRolePolicy'])['Statement']
        self.assertEqual(trust[0]['Condition'], {'ArnLike': {
            'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/quant*'}})
        written = [statement['Resource'] for statement in json.loads(
            lake['quant']['spec']['forProvider']['policy'])['Statement']
            if 's3:PutObject' in statement['Action']]
        self.assertEqual(written, ['arn:aws:s3:::odds-lake/athena-results/*'])
        self.assertEqual(lake['workgroup']['spec']['forProvider']['configuration'][
            'resultConfiguration']['outputLocation'], 's3://odds-lake/athena-results/')
        catalog = {key: value for key, value in SPECS['Lake']['catalog'].items() if key != 'quants'}
        self.assertNotIn('quants', World('Lake', {**SPECS['Lake'], 'catalog': catalog}).finish())

    def test_copies_only_when_the_copy_can_take_files(self):
        world = World('Lake', {'bucket': 'odds-copy', 'region': 'eu-central-1', 'replicaOf': {
            'name': 'lake', 'bucket': 'odds-lake', 'region': 'eu-west-1'}})
        self.assertNotIn('replication', world.step())
        rule = world.finish()['replication']['spec']['forProvider']
        self.assertEqual((rule['region'], rule['bucket']), ('eu-west-1', 'odds-lake'))

    def test_contents_go_with_bucket_and_workgroup_only_where_nothing_protects_them(self):
        for protection, goes in (('strong', False), ('released', False), ('none', True)):
            lake = World('Lake', {**SPECS['Lake'], 'protection': protection}).finish()
            for part in ('bucket', 'workgroup'):
                self.assertEqual(lake[part]['spec']['forProvider']['forceDestroy'], goes, part)


class Databases(unittest.TestCase):

    def test_wait_for_their_log_group_which_rds_would_make_without_key_and_end(self):
        world = World('Database', SPECS['Database'])
        world.step()
        world.objects['log']['status']['conditions'] = []
        response = world.compose()
        self.assertNotIn('instance', response.desired.resources)
        self.assertIn('the log group', condition(response, 'Complete').message)
        self.assertIn('instance', world.finish())

    def test_a_replica_has_no_password_and_no_name_of_its_own(self):
        spec = {key: value for key, value in SPECS['Database'].items() if key != 'databaseName'}
        instance = World('Database', {**spec, 'region': 'eu-central-1', 'replicaOf': {
            'name': 'postgres', 'region': 'eu-west-1'}}).finish()['instance']['spec']['forProvider']
        self.assertEqual(instance['replicateSourceDb'],
                         'arn:aws:rds:eu-west-1:222222222222:db:odds-prod-postgres')
        self.assertNotIn('dbName', instance)
        self.assertNotIn('passwordSecretRef', instance)
        # Asked for one, RDS refuses to delete a replica.
        self.assertIs(instance['skipFinalSnapshot'], True)
        self.assertNotIn('finalSnapshotIdentifier', instance)

    def test_every_login_has_the_tables_that_its_statements_name_and_no_other(self):
        migrations = ROOT / 'schemas/src/main/resources/postgres'
        tables = set(re.findall(r'CREATE TABLE (\w+)', ''.join(
            path.read_text() for path in sorted(migrations.glob('V*.sql')))))
        for login, code in (('adapter', 'connectors/adapter/src/main/java/io/oddsupdate/adapter/core'),
                            ('analytics', 'jobs/analytics/src/main/java'),
                            ('odds_job', 'jobs/odds/src/main/java')):
            texts = ''.join(path.read_text() for path in sorted((ROOT / code).rglob('*.java')))
            read = set(re.findall(r'(?:FROM|JOIN) (\w+)', texts)) & tables
            written = set(re.findall(r'INTO (\w+)', texts)) & tables
            self.assertEqual(set(LOGINS[login]), read | written, login)
            self.assertEqual({table for table, rights in LOGINS[login].items()
                              if 'INSERT' in rights}, written, login)
            self.assertFalse(any('DELETE' in rights for rights in LOGINS[login].values()))

    def test_a_password_is_made_once_and_stands_in_no_argument(self):
        world = World('Database', SPECS['Database'])
        made = world.finish()
        again = world.compose().desired.resources
        secret = made['logins']['data']
        self.assertEqual(set(secret), {*LOGINS, *map(verifier_key, LOGINS)})
        self.assertEqual(fnv1.Resource(resource=again['logins'].resource).resource,
                         world_struct(made['logins']))
        for name, item in made.items():
            for password in secret.values():
                plain = base64.b64decode(password).decode()
                self.assertEqual(password in str(item) or plain in str(item), name == 'logins')

    def test_a_store_made_anew_names_its_last_snapshot_anew(self):
        for kind, part in (('Database', 'instance'), ('Cache', 'group')):
            names = set()
            for uid in ('one', 'two'):
                world = World(kind, SPECS[kind])
                world.xr['metadata']['uid'] = uid
                made = world.finish()[part]['spec']['forProvider']['finalSnapshotIdentifier']
                self.assertRegex(made, r'^odds-prod-thing-(database|cache)-final-[0-9a-f]{8}$')
                names.add(made)
            self.assertEqual(len(names), 2)

    def test_only_what_nothing_protects_goes_with_its_backups_and_passwords(self):
        for protection, kept in (('strong', True), ('released', True), ('none', False)):
            for kind, part in (('Database', 'instance'), ('Cache', 'group')):
                made = World(kind, {**SPECS[kind], 'protection': protection}).finish()
                store = made[part]['spec']['forProvider']
                self.assertEqual('finalSnapshotIdentifier' in store, kept, (kind, protection))
                if kind == 'Database':
                    self.assertIs(store['skipFinalSnapshot'], not kept)
                    self.assertIs(store['deleteAutomatedBackups'], not kept)
                windows = [item['spec']['forProvider']['recoveryWindowInDays']
                           for item in made.values() if item['kind'] == 'Secret' and 'spec' in item]
                self.assertEqual(set(windows), {30 if kept else 0}, (kind, protection))
                # What is released may go.
                for item in (made[part], made['password']):
                    self.assertEqual('managementPolicies' in item['spec'], protection == 'strong')
                self.assertEqual(store.get('deletionProtection', False),
                                 kind == 'Database' and protection == 'strong')


if __name__ == '__main__':
    unittest.main()
