"""A partner of Edge: what the proof, which composes him once, cannot see change."""

import copy
import unittest

from world import API, COMMON, World, condition, fnv1
from odds import quota

LABELS = {'platform.odds-update.io/kafkacluster': 'edge'}
SPEC = {'kafkaCluster': 'edge', 'contact': 'feeds@acme.example', 'cloud': 'aws', 'region': 'eu-west-1',
        'leagues': ['nba'], 'rateBytesPerSecond': 3000000, 'authentication': 'iam',
        'account': '333333333333', 'roleArn': 'arn:aws:iam::333333333333:role/reader'}
CLUSTER = 'arn:aws:kafka:eu-west-1:222222222222:cluster/odds-prod-edge/{}-1'
EDGE = {'apiVersion': API, 'kind': 'KafkaCluster', 'metadata': {'name': 'edge', 'namespace': 'platform'},
        'spec': {**COMMON, 'role': 'edge', 'schemaRegistryUrl': 'https://registry.example'},
        'status': {'brokers': 3, 'partners': ['acme'], 'clusterName': 'odds-prod-edge',
                   'clusterArn': CLUSTER.format('0a'), 'bootstrapBrokers': {
                       'iam': 'b-1.edge:9098,b-2.edge:9098', 'vpcIam': 'b-1.vpc:14001'}}}


def acme(namespace='partners'):
    world = World('EdgePartner', copy.deepcopy(SPEC), 'acme', namespace=namespace,
                  required=copy.deepcopy(EDGE))
    world.xr['metadata']['labels'] = LABELS
    return world


class AQuota(unittest.TestCase):

    def setUp(self):
        self.world = acme()
        self.world.finish()
        self.before = self.job(self.world.compose())[0]

    def job(self, response):
        """Name and CronJob of the quota, of which there is one."""
        jobs = [item for item in response.desired.resources.items() if item[0].startswith('quota-')]
        self.assertEqual(len(jobs), 1)
        return jobs[0]

    def change(self, **status):
        self.world.required['status'].update(status)
        return self.job(self.world.compose())

    def test_is_the_same_job_and_ready_when_aws_names_other_brokers(self):
        for brokers in ('b-2.edge:9098,b-1.edge:9098', 'b-3.edge:9098'):
            name, item = self.change(bootstrapBrokers={'iam': brokers, 'vpcIam': 'b-1.vpc:14001'})
            self.assertEqual(name, self.before)
            self.assertIn(brokers, str(item.resource), 'the job asks whom there is')
            self.assertEqual(item.ready, fnv1.READY_TRUE)
            self.assertNotEqual(self.world.compose().desired.composite.ready, fnv1.READY_FALSE)

    def test_of_another_rate_is_another_job_that_has_to_succeed_itself(self):
        self.world.xr['spec']['rateBytesPerSecond'] = 6000000
        self.assert_another(self.job(self.world.compose()))

    def test_on_another_cluster_of_the_same_name_is_another_job(self):
        self.assert_another(self.change(clusterArn=CLUSTER.format('0b')))

    def test_with_another_image_is_another_job(self):
        was = quota.KAFKA_IMAGE
        self.addCleanup(setattr, quota, 'KAFKA_IMAGE', was)
        quota.KAFKA_IMAGE = f'{was}-next'
        self.assert_another(self.job(self.world.compose()))

    def test_stays_while_brokers_or_cluster_are_not_known(self):
        for lost in ({'bootstrapBrokers': {}}, {'clusterArn': ''}):
            self.world.required = copy.deepcopy(EDGE)
            self.assertEqual(self.change(**lost)[0], self.before)

    def assert_another(self, job):
        name, item = job
        self.assertNotEqual(name, self.before)
        self.assertNotEqual(item.ready, fnv1.READY_TRUE)


class ARefusal(unittest.TestCase):

    def test_of_a_partner_outside_the_partners_namespace_names_it(self):
        response = acme(namespace='platform').compose()
        valid = condition(response, 'InputValid')
        self.assertEqual((valid.status, valid.reason), (fnv1.STATUS_CONDITION_FALSE, 'NamespaceWrong'))
        self.assertTrue(valid.message.startswith('metadata.namespace must be partners: '), valid.message)
        self.assertFalse(response.desired.resources)

    def test_is_not_of_one_who_is_in_it(self):
        self.assertEqual(condition(acme().compose(), 'InputValid').status, fnv1.STATUS_CONDITION_TRUE)


if __name__ == '__main__':
    unittest.main()
