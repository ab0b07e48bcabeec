"""The one policy of the edge cluster: AWS takes a whole document, each EdgePartner adds to it.

A partner's statements depend on that partner and the cluster alone, and stand in the order of
names: who comes or goes changes nobody else's.
"""

import json
import re
from collections import namedtuple

from .common import LABEL
from .partnertopics import PUBLIC_TOPICS

# arn is None until AWS gave it.
Cluster = namedtuple('Cluster', 'name arn')

# No dot, so that "<name>." is no start of another's group prefix; no digit after a dash, so that two
# names never become one Sid.
NAME = re.compile('[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*')
# A CronJob's name has at most 52 characters, and edgepartner-<name>-quota-<6 of a hash> is one.
NAME_MAX = 27

CONNECT_ACTIONS = ('kafka:CreateVpcConnection', 'kafka:GetBootstrapBrokers',
                   'kafka:DescribeCluster', 'kafka:DescribeClusterV2')


def allowed(partners, namespace, cluster, region, before=None):
    """Whom the policy names, each with his account, in the order of their names.

    They come by multi-VPC connectivity. Who is refused since `before`, the policy that is there, has
    his statements of it: a refused change leaves all as it is.
    """
    return sorted((partner for partner in partners if mine(partner, namespace, cluster) and (
        reachable(partner['spec'], region) or kept(partner, before))), key=name_of)


def is_name(text):
    return len(text) <= NAME_MAX and NAME.fullmatch(text) is not None


def name_of(partner):
    return partner['metadata']['name']


def mine(partner, namespace, cluster):
    metadata = partner['metadata']
    return (metadata.get('namespace') == namespace
            and is_name(metadata['name'])
            and 'deletionTimestamp' not in metadata
            and metadata.get('labels', {}).get(f'{LABEL}/kafkacluster') == cluster
            and partner['spec'].get('kafkaCluster') == cluster)


def reachable(spec, region):
    return (spec.get('cloud') == 'aws' and spec.get('region') == region
            and set(spec.get('leagues', [])) <= set(PUBLIC_TOPICS))


def policy(cluster, partners, region, before=None):
    """The document, None without partners: AWS knows no empty policy."""
    statements = [item for partner in partners for item in (
        statements_of(cluster, partner) if reachable(partner['spec'], region)
        else kept(partner, before))]
    if not statements:
        return None
    # Without blanks: the document may have 20480 bytes, and every partner takes some.
    return json.dumps({'Version': '2012-10-17', 'Statement': statements}, separators=(',', ':'))


def kept(partner, before):
    """The partner's statements of a policy that is there; those of another account are not his."""
    known = json.loads(before)['Statement'] if before else []
    mine_there = [sid_of(partner) + what for what in ('Connection', 'Reach', 'Topics', 'Groups')]
    return [item for item in known if item['Sid'] in mine_there
            and partner['spec'].get('cloud') == 'aws' and item['Principal'] == account_of(partner)]


def account_of(partner):
    # The account, never a role: a role that does not exist would make AWS refuse everyone's policy.
    return {'AWS': f'arn:aws:iam::{partner["spec"]["account"]}:root'}


def sid_of(partner):
    return ''.join(part.capitalize() for part in name_of(partner).split('-'))


def statements_of(cluster, partner):
    """What one partner may do: connect, and with IAM read its topics in groups of its own."""
    account, sid = account_of(partner), sid_of(partner)
    statements = [{
        'Sid': f'{sid}Connection', 'Effect': 'Allow', 'Principal': account,
        'Action': list(CONNECT_ACTIONS), 'Resource': cluster.arn,
    }]
    if partner['spec']['authentication'] == 'iam':
        statements += reading(cluster, partner, account, sid)
    return statements


def reading(cluster, partner, account, sid):
    spec = partner['spec']
    only = {'ArnEquals': {'aws:PrincipalArn': spec['roleArn']}}
    topics = [arn_of(cluster, 'topic', PUBLIC_TOPICS[league]) for league in sorted(spec['leagues'])]
    groups = [arn_of(cluster, 'group', f'{name_of(partner)}.*')]
    rights = (('Reach', ('Connect',), [cluster.arn]),
              ('Topics', ('DescribeTopic', 'ReadData'), topics),
              ('Groups', ('DescribeGroup', 'AlterGroup'), groups))
    return [{
        'Sid': sid + what, 'Effect': 'Allow', 'Principal': account,
        'Action': [f'kafka-cluster:{action}' for action in actions],
        'Resource': resources[0] if len(resources) == 1 else resources, 'Condition': only,
    } for what, actions, resources in rights]


def arn_of(cluster, kind, name):
    """The ARN of a topic or group: the cluster's, with the kind changed and the name appended."""
    return cluster.arn.replace(':cluster/', f':{kind}/') + f'/{name}'
