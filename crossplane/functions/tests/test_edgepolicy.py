"""The cluster policy, without an engine: what does not depend on what Crossplane hands over."""

import itertools
import unittest

import world  # finds the compositions

from odds import edgepolicy


def partner(name, **more):
    spec = {'kafkaCluster': 'edge', 'cloud': 'aws', 'region': 'eu-west-1', 'leagues': ['nba'],
            'account': '333333333333', 'authentication': 'scram', **more}
    labels = {'platform.odds-update.io/kafkacluster': 'edge'}
    return {'metadata': {'name': name, 'namespace': 'partners', 'labels': labels}, 'spec': spec}


class EdgePolicyTest(unittest.TestCase):
    CLUSTER = edgepolicy.Cluster('odds-dev-edge', 'arn:aws:kafka:eu-west-1:1:cluster/odds-dev-edge/x-1')

    def document(self, partners, before=None):
        allowed = edgepolicy.allowed(partners, 'partners', 'edge', 'eu-west-1', before)
        return edgepolicy.policy(self.CLUSTER, allowed, 'eu-west-1', before)

    def test_is_the_same_in_whatever_order_partners_are_given(self):
        partners = [partner(name) for name in ('umbrella', 'acme', 'hooli')]
        documents = {self.document(list(order)) for order in itertools.permutations(partners)}
        self.assertEqual(len(documents), 1)

    def test_names_leagues_in_one_order(self):
        role = {'authentication': 'iam', 'roleArn': 'arn:aws:iam::333333333333:role/x'}
        self.assertEqual(self.document([partner('acme', leagues=['nba', 'epl'], **role)]),
                         self.document([partner('acme', leagues=['epl', 'nba'], **role)]))

    def test_no_two_names_make_one_sid(self):
        names = ['a', 'ab', 'a-b', 'ab-c', 'a-bc', 'a1-b', 'a1b', 'a-1b', 'a--b', '1a']
        valid = [name for name in names if edgepolicy.NAME.fullmatch(name)]
        sids = [edgepolicy.statements_of(self.CLUSTER, partner(name))[0]['Sid'] for name in valid]
        self.assertEqual(valid, names[:7])
        self.assertEqual(len(set(sids)), len(sids))

    def test_who_is_refused_keeps_what_he_had_and_gets_nothing_more(self):
        role = {'authentication': 'iam', 'roleArn': 'arn:aws:iam::333333333333:role/x'}
        before = self.document([partner('acme', **role), partner('hooli')])
        refused = partner('acme', **role, leagues=['nba', 'ipl'])
        self.assertEqual(self.document([partner('hooli'), refused], before), before)
        self.assertNotIn('Acme', self.document([partner('hooli'), refused]))
        self.assertIsNone(self.document([refused]))

    def test_who_returns_from_elsewhere_has_nothing_of_his_namesake(self):
        before = self.document([partner('acme')])
        for change in ({'account': '444444444444', 'leagues': ['ipl']}, {'cloud': 'gcp'}):
            self.assertIsNone(self.document([partner('acme', **change)], before), change)

    def test_who_left_has_nothing_more(self):
        before = self.document([partner('acme'), partner('acme-west')])
        after = self.document([partner('acme-west', leagues=['ipl'])], before)
        self.assertNotIn('"AcmeConnection"', after)
        self.assertIn('"AcmeWestConnection"', after)

    def test_nobody_is_no_policy(self):
        self.assertIsNone(self.document([]))


if __name__ == '__main__':
    unittest.main()
