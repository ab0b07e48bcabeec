"""The files that a partner gets. They hold no secret: a ConfigMap is no place for one."""

import json

from urllib.parse import urlsplit

from .handoverconsumer import CONSUMER

# What the consumer runs with: a test holds these against our own pom.xml and signer.yaml.
# The logger stands first, because Maven takes the first of two versions of its interface.
LIBRARIES = (('org.slf4j', 'slf4j-simple', '2.0.17'), ('org.apache.kafka', 'kafka-clients', '4.2.0'),
             ('org.apache.avro', 'avro', '1.12.1'))
SIGNER = ('software.amazon.msk', 'aws-msk-iam-auth', '2.3.9')


def missing(facts, aws):
    """What has to be known before there is anything to hand over, None if all is."""
    if not facts['brokers'] or not facts['cluster_arn']:
        return 'the bootstrap brokers of multi-VPC connectivity'
    if not aws and not all(facts['tunnels'] + [facts['preshared']]):
        return 'the tunnels of the VPN'
    if not aws and not facts['resolvers']:
        return 'the addresses of the resolver in the landing network'
    return None


def files(facts, aws):
    made = {
        'README.md': readme(facts, aws),
        'client.properties': client_properties(facts),
        'OddsConsumer.java': CONSUMER,
        'pom.xml': pom(facts),
        'consumer.properties': consumer_properties(facts),
    }
    if aws:
        made['connection.yaml'] = connection(facts)
        made['connection-policy.json'] = connection_policy(facts)
        if not facts['scram']:
            made['consumer-policy.json'] = consumer_policy(facts)
    else:
        made['vpn.md'] = vpn(facts)
    return made


def readme(facts, aws):
    first = ('Make the connection: deploy `connection.yaml` (CloudFormation) in your account, region '
             f'{facts["region"]}, with the VPC, subnets and security group of your consumers; attach '
             '`connection-policy.json` to the role that deploys it, beside its rights to CloudFormation.'
             if aws else 'Make the line: set up your VPN gateway as `vpn.md` says.')
    second = (f'Ask us for the password of the user `{facts["user"]}`: it reaches you out of band, '
              'never in a file like this one. Put it into the environment variable ODDS_PASSWORD.'
              if facts['scram'] else f'Run the consumer as the role `{facts["role"]}`, with '
              '`consumer-policy.json` and nothing of the connection\'s rights.')
    zones = zone_ids(facts) if aws else ''
    return f'''# Odds updates for {facts["name"]}

You read these topics: {", ".join(facts["topics"])}.
Your consumer groups start with `{facts["prefix"]}`; we watch `{facts["group"]}` and call
{facts["contact"]} when it falls behind. You may read {facts["rate"]} bytes per second in total.

1. {first}
{zones}2. {second}
3. Fetch what it needs, once: `mvn dependency:copy-dependencies -DoutputDirectory=lib` beside `pom.xml`, which
   names every library with its version. Then start it: `java -cp 'lib/*' OddsConsumer.java consumer.properties`
   (Java 17 or later). It prints one update a line.
4. Let records of one game stay in order: the key is the game. Each (game, market, epoch) counts its
   updates without a gap, so you see by the sequence what you missed.

Values are Avro in the Confluent wire format: the number in front names the schema. {schemas(facts)}
'''


def schemas(facts):
    if not facts['registry']:
        return 'We give you the address\nof the schemas: write it into `odds.schema.registry.url` of `consumer.properties`.'
    host = urlsplit(facts['registry']).netloc
    return f'''Schemas are at
{facts["registry"]}.
They are not behind the connection to the brokers: your consumers reach `{host}`
over HTTPS, port 443, by their own way out, without credentials, once for every new number. A way out
through a proxy is `-Dhttps.proxyHost=... -Dhttps.proxyPort=...`.'''


def pom(facts):
    libraries = LIBRARIES if facts['scram'] else LIBRARIES + (SIGNER,)
    dependencies = '\n'.join(
        f'    <dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>'
        f'<version>{version}</version></dependency>' for group, artifact, version in libraries)
    return f'''<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>odds</groupId>
  <artifactId>consumer</artifactId>
  <version>1</version>
  <dependencies>
{dependencies}
  </dependencies>
</project>
'''


def zone_ids(facts):
    return f'''
   The subnets must be in the zones of the cluster, one in each. A zone's name (`{facts["region"]}a`) means
   another zone in another account; its ID (`use1-az1`, say) means the same one everywhere. The cluster's:

       aws kafka describe-cluster --region {facts["region"]} --cluster-arn {facts["cluster_arn"]} \\
         --query ClusterInfo.BrokerNodeGroupInfo.ZoneIds

   and those of your subnets:

       aws ec2 describe-subnets --region {facts["region"]} \\
         --query 'Subnets[].[SubnetId,AvailabilityZoneId]' --output text

'''


def security(facts):
    if facts['scram']:
        login = ('org.apache.kafka.common.security.scram.ScramLoginModule required '
                 f'username="{facts["user"]}" password="${{env:ODDS_PASSWORD}}";')
        return ('security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n'
                'config.providers=env\n'
                'config.providers.env.class='
                'org.apache.kafka.common.config.provider.EnvVarConfigProvider\n'
                f'sasl.jaas.config={login}\n')
    return ('security.protocol=SASL_SSL\nsasl.mechanism=AWS_MSK_IAM\n'
            'sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required;\n'
            'sasl.client.callback.handler.class='
            'software.amazon.msk.auth.iam.IAMClientCallbackHandler\n'
            # The quota is bound to this name.
            f'client.id={facts["name"]}\n')


def client_properties(facts):
    return f'bootstrap.servers={facts["brokers"]}\n{security(facts)}'


def consumer_properties(facts):
    return client_properties(facts) + (
        f'group.id={facts["group"]}\n'
        'isolation.level=read_committed\n'
        'auto.offset.reset=earliest\n'
        'allow.auto.create.topics=false\n'
        f'odds.topics={",".join(facts["topics"])}\n'
        f'odds.schema.registry.url={facts["registry"] or ""}\n')


def connection(facts):
    """CloudFormation, because it needs nothing installed; the account's own network is its input."""
    authentication = 'SASL_SCRAM' if facts['scram'] else 'SASL_IAM'
    return f'''AWSTemplateFormatVersion: "2010-09-09"
Description: Private connection to the odds updates of {facts["name"]}
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
  Subnets:
    Description: One private subnet in each zone of the cluster, compared by zone ID (README.md)
    Type: List<AWS::EC2::Subnet::Id>
  ConsumerGroup:
    Description: Security group of your consumers
    Type: AWS::EC2::SecurityGroup::Id
Resources:
  Access:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Consumers to the brokers
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 14001
          ToPort: 14300
          SourceSecurityGroupId: !Ref ConsumerGroup
  Connection:
    Type: AWS::MSK::VpcConnection
    Properties:
      Authentication: {authentication}
      TargetClusterArn: {facts["cluster_arn"]}
      VpcId: !Ref Vpc
      ClientSubnets: !Ref Subnets
      SecurityGroups: [!Ref Access]
Outputs:
  Connection:
    Value: !Ref Connection
'''


def policy(*statements):
    return json.dumps({'Version': '2012-10-17', 'Statement': [
        {'Effect': 'Allow', 'Action': list(actions), 'Resource': resources, **more}
        for actions, resources, more in statements]}, indent=2) + '\n'


def connection_policy(facts):
    """Whoever sets the connection up. AWS asks both accounts: ours grants in the cluster policy."""
    return policy(
        (facts['connect_actions'], facts['cluster_arn'], {}),
        (('ec2:CreateTags', 'ec2:CreateVpcEndpoint', 'ec2:DescribeVpcEndpoints', 'ec2:DescribeVpcs',
          'ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups', 'ec2:DescribeVpcAttribute',
          'ec2:CreateSecurityGroup', 'ec2:AuthorizeSecurityGroupIngress', 'ec2:DeleteSecurityGroup'),
         '*', {}),
        # The connection is the partner's own, with a name that AWS gives.
        (('kafka:CreateVpcConnection', 'kafka:DescribeVpcConnection', 'kafka:DeleteVpcConnection',
          'kafka:TagResource'), f'arn:aws:kafka:{facts["region"]}:*:vpc-connection/*', {}),
        (('iam:CreateServiceLinkedRole',),
         'arn:aws:iam::*:role/aws-service-role/kafka.amazonaws.com/*',
         {'Condition': {'StringEquals': {'iam:AWSServiceName': 'kafka.amazonaws.com'}}}))


def consumer_policy(facts):
    """Whoever reads: the other half of the three statements in the cluster policy, and no more."""
    return policy(
        (('kafka-cluster:Connect',), facts['cluster_arn'], {}),
        (('kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'), facts['topic_arns'], {}),
        (('kafka-cluster:DescribeGroup', 'kafka-cluster:AlterGroup'), facts['group_arn'], {}))


def vpn(facts):
    return f'''# The line to the brokers

IKEv2, two tunnels, static routes. The pre-shared keys reach you out of band (secret
`{facts["preshared"]}` on our side).

| | tunnel 1 | tunnel 2 |
|---|---|---|
| our gateway | {facts["tunnels"][0]} | {facts["tunnels"][1]} |
| our range | {facts["landing_range"]} | {facts["landing_range"]} |

| | IKE (phase 1) | IPsec, ESP (phase 2) |
|---|---|---|
| encryption | AES-256-GCM-16; AES-256, AES-128 or AES-128-GCM-16, too | the same |
| integrity | SHA2-256, SHA2-384 or SHA2-512 | the same |
| Diffie-Hellman | group 20; 14 to 24, too | the same (perfect forward secrecy) |
| lifetime | 28800 s | 3600 s |

Your side starts both tunnels and keeps them up (dead peer detection: 30 s). Traffic selectors are 0.0.0.0/0 on both
sides, so the line is route-based; clamp TCP's segments to 1379 bytes. The addresses inside the tunnels, and a
configuration for your make of gateway (`get-vpn-connection-device-sample-configuration`), come with the keys.

Names of the brokers are known in our network only. Forward the zone
`kafka.{facts["region"]}.amazonaws.com` to {" and ".join(facts["resolvers"])} (port 53, through the line).
Open TCP 14001-14300 towards our range; nothing comes the other way.
'''
