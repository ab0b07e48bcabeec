"""What holds for every composition, whatever it makes."""

import copy
import unittest

import yaml
from world import FUNCTIONS, ROOT, World, condition, fnv1
from odds.common import KEPT, REMOVABLE, UNTAGGED

ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']
SPECS = {
    'Budget': {'monthlyUsd': 100, 'email': 'platform@example.com'},
    'Cache': {'network': 'platform', 'clientRanges': ['10.33.0.0/16'],
              'nodeType': 'cache.r7g.large'},
    'Database': {'network': 'platform', 'clientRanges': ['10.33.0.0/16'], 'storageGiB': 100,
                 'instanceClass': 'db.r7g.large', 'databaseName': 'odds'},
    'EksCluster': {'network': 'platform', 'version': '1.35', 'operatorRanges': ['10.32.0.0/20'],
                   'administratorRoleArn': 'arn:aws:iam::222222222222:role/flux',
                   'nodePools': [{'name': 'general', 'instanceTypes': ['m7i.large'],
                                  'minPerZone': 1, 'maxPerZone': 3}]},
    'Lake': {'bucket': 'odds-lake', 'catalog': {
        'database': 'odds', 'leagues': ['nba'], 'firstDate': '2026-01-01',
        'quants': 'arn:aws:iam::222222222222:role/quant*'}},
    'Network': {'range': '10.33.0.0/16', 'zones': ZONES, 'nat': 'perZone',
                'transitGateway': {'id': 'tgw-0', 'privateRange': '10.0.0.0/8'},
                'interfaceEndpoints': ['sts']},
}


class EveryComposition(unittest.TestCase):

    def each(self):
        worlds = [World(kind, spec) for kind, spec in SPECS.items()]
        for world in worlds:
            with self.subTest(world.kind):
                yield world

    def test_is_complete_with_its_last_resource_and_not_ready_before(self):
        for kind, spec in SPECS.items():
            everything = set(World(kind, spec).finish())
            world = World(kind, spec)
            composed = set()
            while composed != everything:
                response = world.compose()
                composed = world.step()
                complete = condition(response, 'Complete').status
                self.assertEqual(complete == fnv1.STATUS_CONDITION_TRUE, composed == everything, kind)
                self.assertEqual(response.desired.composite.ready == fnv1.READY_FALSE,
                                 composed != everything, kind)

    def test_gives_up_nothing_when_nothing_is_ready_any_more(self):
        for world in self.each():
            everything = set(world.finish())
            for item in world.objects.values():
                item['status'] = {'conditions': [{'type': 'Ready', 'status': 'False'}]}
            world.network_exists = False
            response = world.compose()
            self.assertEqual(set(response.desired.resources), everything)
            self.assertFalse(response.results)

    def test_changes_nothing_when_a_status_is_lost(self):
        for world in self.each():
            before = world.finish()
            # What hangs on addresses may lack them; what is made with a key must keep it.
            for item in world.objects.values():
                del item['status']
            after = world.compose().desired.resources
            for name, item in before.items():
                if item['kind'] in ('Parameter', 'NodeGroup'):
                    continue
                self.assertEqual(fnv1.Resource(resource=after[name].resource).resource,
                                 world_struct(item), name)

    def test_never_lets_aws_delete_under_strong_protection_except_rights_and_routes(self):
        for world in self.each():
            for name, item in world.finish().items():
                if '.aws.m.upbound.io' not in item['apiVersion']:
                    continue
                kept = item['spec'].get('managementPolicies')
                self.assertEqual(kept, None if item['kind'] in REMOVABLE else KEPT, name)

    def test_lets_aws_delete_what_is_not_protected(self):
        for kind, spec in SPECS.items():
            for protection in ('none', 'released'):
                world = World(kind, {**spec, 'protection': protection})
                for name, item in world.finish().items():
                    made = item.get('spec', {})
                    self.assertNotIn('managementPolicies', made, name)
                    self.assertIsNot(made.get('forProvider', {}).get('deletionProtection'), True)

    def test_tags_everything_that_can_be_tagged_with_cost_and_owner(self):
        for world in self.each():
            for name, item in world.finish().items():
                if '.aws.m.upbound.io' not in item['apiVersion'] or item['kind'] in UNTAGGED:
                    continue
                tags = item['spec']['forProvider']['tags']
                self.assertEqual(tags['odds:cost-center'], 'odds', name)
                self.assertEqual(tags['odds:owner'], 'platform', name)
                self.assertEqual(tags['odds:resource'], f'{world.kind}/thing', name)

    def test_refuses_what_has_no_network_and_makes_nothing(self):
        for kind in ('Cache', 'Database', 'EksCluster'):
            with self.subTest(kind):
                response = World(kind, SPECS[kind], network_exists=False).compose()
                valid = condition(response, 'InputValid')
                self.assertEqual(valid.status, fnv1.STATUS_CONDITION_FALSE)
                self.assertIn('spec.network names platform', valid.message)
                self.assertFalse(response.desired.resources)
                self.assertEqual(response.desired.composite.ready, fnv1.READY_FALSE)

    def test_stops_rather_than_deletes_when_its_input_turns_wrong(self):
        world = World('Network', copy.deepcopy(SPECS['Network']))
        world.finish()
        world.xr['spec']['range'] = '10.33.0.1/16'
        response = world.compose()
        self.assertEqual(response.results[0].severity, fnv1.SEVERITY_FATAL)
        self.assertIn('spec.range', response.results[0].message)

    def test_has_names_that_kubernetes_accepts(self):
        for world in self.each():
            for item in world.finish().values():
                self.assertRegex(item['metadata']['name'], r'^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$')

    def test_has_the_region_in_every_name_of_iam(self):
        for world in self.each():
            for name, item in world.finish().items():
                if item['kind'] in ('Policy', 'Role') and item['apiVersion'].startswith('iam.'):
                    given = item['metadata']['annotations']['crossplane.io/external-name']
                    self.assertTrue(given.endswith('-eu-west-1'), name)


class Shipping(unittest.TestCase):

    def test_ships_every_file(self):
        listed = yaml.safe_load((FUNCTIONS / 'kustomization.yaml').read_text())
        files = listed['configMapGenerator'][0]['files']
        self.assertEqual(sorted(files), sorted(
            f'odds/{path.name}' for path in (FUNCTIONS / 'odds').glob('*.py')))

    def test_every_composition_names_a_class_that_is_there(self):
        for path in sorted((ROOT / 'crossplane/apis').glob('*/composition.yaml')):
            spec = yaml.safe_load(path.read_text())['spec']
            module, name = spec['pipeline'][0]['input']['composite'].rsplit('.', 1)
            self.assertEqual(name, spec['compositeTypeRef']['kind'])
            self.assertTrue(hasattr(__import__(module, fromlist=[name]), name), path)


def world_struct(item):
    from google.protobuf import json_format, struct_pb2
    return json_format.ParseDict(item, struct_pb2.Struct())


if __name__ == '__main__':
    unittest.main()
