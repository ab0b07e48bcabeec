"""When what is composed counts as ready: what providers say is about the spec that they have."""

import copy
import unittest

from test_compositions import SPECS
from world import World, fnv1, plain
from odds.readiness import WANTED

# One change a composition, and a resource that it reaches.
CHANGES = {
    'Budget': ('monthlyUsd', 200, 'monthly'),
    'Cache': ('nodeType', 'cache.r7g.xlarge', 'group'),
    'Database': ('instanceClass', 'db.r7g.xlarge', 'instance'),
    'EksCluster': ('version', '1.36', 'cluster'),
    'Lake': ('costCenter', 'analytics', 'bucket'),
    'Network': ('flowLogs', {'retentionDays': 90}, 'flow-log'),
}


def ready(response, name):
    assert name in response.desired.resources, name
    return response.desired.resources[name].ready == fnv1.READY_TRUE


def all_ready(response):
    return response.desired.composite.ready != fnv1.READY_FALSE and all(
        item.ready == fnv1.READY_TRUE for item in response.desired.resources.values())


class AChange(unittest.TestCase):

    def up(self, kind):
        world = World(kind, copy.deepcopy(SPECS[kind]))
        world.finish()
        self.assertTrue(all_ready(world.compose()), kind)
        return world

    def test_every_composition_is_changed_here(self):
        self.assertEqual(set(CHANGES), set(SPECS))

    def test_is_ready_once_the_provider_has_synced_it_and_not_before(self):
        for kind, (field, value, part) in CHANGES.items():
            with self.subTest(kind):
                world = self.up(kind)
                world.xr['spec'][field] = value
                response = world.compose()
                self.assertFalse(ready(response, part), 'the API server has not got it')
                for name, item in response.desired.resources.items():
                    world.apply(name, plain(item.resource))
                self.assertFalse(ready(world.compose(), part), 'the provider has not seen it')
                world.sync(part)
                self.assertTrue(ready(world.compose(), part))

    def test_reaches_no_resource_that_waits_for_the_changed_one(self):
        world = self.up('Database')
        del world.objects['password-value']
        world.xr['spec']['instanceClass'] = 'db.r7g.xlarge'
        self.assertNotIn('password-value', world.compose().desired.resources)

    def test_is_not_seen_in_what_others_fill_in(self):
        world = self.up('Cache')
        group = world.objects['group']
        group['spec']['forProvider']['ipDiscovery'] = 'ipv4'
        group['metadata']['generation'] += 1
        self.assertFalse(ready(world.compose(), 'group'))
        group['status']['conditions'][1]['observedGeneration'] += 1
        self.assertTrue(all_ready(world.compose()))


class WhatProvidersWrite(unittest.TestCase):

    def group(self, *conditions):
        world = World('Cache', SPECS['Cache'])
        world.finish()
        world.objects['group']['status']['conditions'] = list(conditions)
        return ready(world.compose(), 'group')

    def test_counts_only_all_together(self):
        available = {'type': 'Ready', 'status': 'True'}
        synced = {'type': 'Synced', 'status': 'True', 'observedGeneration': 1}
        self.assertTrue(self.group(available, synced))
        self.assertFalse(self.group(available))
        self.assertFalse(self.group(synced))
        self.assertFalse(self.group({**available, 'status': 'False'}, synced))
        self.assertFalse(self.group(available, {**synced, 'status': 'False'}))
        self.assertFalse(self.group(available, {**synced, 'observedGeneration': 0}))

    def test_hangs_on_no_generation_that_the_provider_writes_no_more(self):
        self.assertTrue(self.group({'type': 'Ready', 'status': 'True'},
                                   {'type': 'Synced', 'status': 'True'}))

    def test_of_an_object_from_before_the_annotation_counts_after_the_next_pass(self):
        world = World('Cache', SPECS['Cache'])
        everything = set(world.finish())
        for item in world.objects.values():
            del item['metadata']['annotations'][WANTED]
        self.assertEqual(set(world.compose().desired.resources), everything)
        self.assertFalse(all_ready(world.compose()))
        world.step()
        self.assertTrue(all_ready(world.compose()))


class AJob(unittest.TestCase):

    def rights(self, world):
        return [name for name in world.compose().desired.resources if name.startswith('rights-')]

    def test_of_another_body_is_another_one_that_has_to_succeed_itself(self):
        world = World('Database', copy.deepcopy(SPECS['Database']))
        world.finish()
        before = self.rights(world)
        world.xr['spec']['databaseName'] = 'odds2'
        after = self.rights(world)
        self.assertEqual([len(before), len(after)], [1, 1])
        self.assertNotEqual(before, after)
        self.assertFalse(ready(world.compose(), after[0]))
        world.finish()
        self.assertTrue(all_ready(world.compose()))

    def test_stays_as_it_is_while_the_address_is_not_known(self):
        world = World('Database', copy.deepcopy(SPECS['Database']))
        world.finish()
        before = self.rights(world)
        del world.objects['instance']['status']
        self.assertEqual(self.rights(world), before)
        self.assertFalse(ready(world.compose(), before[0]))


class ASecret(unittest.TestCase):

    def test_leaves_no_trace_of_its_values_in_its_annotation(self):
        seen = set()
        for _ in range(2):
            world = World('Database', SPECS['Database'])
            made = world.finish()['logins']
            seen.add(made['metadata']['annotations'][WANTED])
        self.assertEqual(len(seen), 1, 'two passwords, one annotation')


if __name__ == '__main__':
    unittest.main()
