"""Network: a VPC over three zones, its ways in and out, and who-spoke-to-whom."""

import ipaddress

from .common import ZONES, Composite, document

QUARTER = 2        # three quarters of the range are private subnets
SLICE = 6          # a 64th of the range is enough for a zone's NAT gateway


def subnets(cidr):
    """(private, public) ranges of the three zones.

    Three quarters hold pods and brokers, which take one address each; of the last quarter the
    first three sixteenths hold the NAT gateways, the rest stays free.
    """
    network = ipaddress.ip_network(cidr)
    quarters = list(network.subnets(prefixlen_diff=QUARTER))
    slices = list(quarters[3].subnets(prefixlen_diff=SLICE - QUARTER))
    return [str(item) for item in quarters[:3]], [str(item) for item in slices[:3]]


class Network(Composite):

    def refusal(self):
        try:
            ipaddress.ip_network(self.input['range'])
        except ValueError as problem:
            return ('RangeInvalid', f'spec.range: {problem}; write the first address of the range.')
        return None

    def build(self):
        self.private, self.public = subnets(self.input['range'])
        self.names = list(zip(ZONES, self.input['zones']))
        self.nat = self.input.get('nat', 'none')
        self.vpc()
        self.private_side()
        if self.nat != 'none':
            self.public_side()
        if 'transitGateway' in self.input:
            self.transit_gateway(self.input['transitGateway'])
        self.gateway_endpoint()
        self.interface_endpoints(self.input.get('interfaceEndpoints', []))
        self.flow_logs()
        self.report(
            vpcId=self.given('vpc', 'id'),
            privateRanges=self.private,
            natAddresses=[address for zone in ZONES
                          if (address := self.given(f'address-{zone}', 'publicIp'))],
            transitGatewayAttachmentId=self.given('transit', 'id'),
        )

    def labels(self, tier=None, zone=None):
        found = {'network': self.name, 'tier': tier, 'zone': zone}
        return {key: value for key, value in found.items() if value}

    def vpc(self):
        self.managed('vpc', 'ec2', 'VPC', {
            'cidrBlock': self.input['range'],
            'enableDnsHostnames': True, 'enableDnsSupport': True,
        }, labels=self.labels())
        # Adopted only to be emptied: what forgets to name a security group reaches nothing.
        self.managed('default-group', 'ec2', 'DefaultSecurityGroup', {
            'vpcIdRef': self.ref('vpc'),
        }, labels=self.labels('default'))

    def private_side(self):
        for (zone, aws_zone), cidr in zip(self.names, self.private):
            self.subnet('private', zone, aws_zone, cidr, {'kubernetes.io/role/internal-elb': '1'})
            self.route_table('private', zone)
            if self.nat != 'none':
                gateway = zone if self.nat == 'perZone' else ZONES[0]
                self.route(f'private-{zone}-out', f'private-{zone}-routes', '0.0.0.0/0',
                           natGatewayIdRef=self.ref(f'nat-{gateway}'))

    def public_side(self):
        self.managed('internet', 'ec2', 'InternetGateway', {
            'vpcIdRef': self.ref('vpc'),
        }, labels=self.labels('public'))
        for (zone, aws_zone), cidr in zip(self.names, self.public):
            if self.nat == 'one' and zone != ZONES[0]:
                continue
            self.subnet('public', zone, aws_zone, cidr, {})
            self.route_table('public', zone)
            self.route(f'public-{zone}-out', f'public-{zone}-routes', '0.0.0.0/0',
                       gatewayIdRef=self.ref('internet'))
            self.managed(f'address-{zone}', 'ec2', 'EIP', {'domain': 'vpc'},
                         labels=self.labels('public', zone))
            self.managed(f'nat-{zone}', 'ec2', 'NATGateway', {
                'connectivityType': 'public',
                'allocationIdRef': self.ref(f'address-{zone}'),
                'subnetIdRef': self.ref(f'public-{zone}'),
            }, labels=self.labels('public', zone))

    def subnet(self, tier, zone, aws_zone, cidr, tags):
        self.managed(f'{tier}-{zone}', 'ec2', 'Subnet', {
            'vpcIdRef': self.ref('vpc'), 'cidrBlock': cidr, 'availabilityZone': aws_zone,
            'mapPublicIpOnLaunch': False, **({'tags': tags} if tags else {}),
        }, labels=self.labels(tier, zone))

    def route_table(self, tier, zone):
        table = f'{tier}-{zone}-routes'
        self.managed(table, 'ec2', 'RouteTable', {
            'vpcIdRef': self.ref('vpc'),
        }, labels=self.labels(tier, zone))
        self.managed(f'{tier}-{zone}-table', 'ec2', 'RouteTableAssociation', {
            'routeTableIdRef': self.ref(table), 'subnetIdRef': self.ref(f'{tier}-{zone}'),
        }, labels=self.labels(tier, zone))

    def route(self, part, table, destination, **target):
        self.managed(part, 'ec2', 'Route', {
            'routeTableIdRef': self.ref(table), 'destinationCidrBlock': destination, **target,
        })

    def transit_gateway(self, gateway):
        self.managed('transit', 'ec2', 'TransitGatewayVPCAttachment', {
            'transitGatewayId': gateway['id'],
            'vpcIdRef': self.ref('vpc'),
            'subnetIdRefs': [self.ref(f'private-{zone}') for zone in ZONES],
            'dnsSupport': 'enable',
        }, labels=self.labels('private'))
        for zone in ZONES:
            part = f'private-{zone}-platform'
            # EC2 refuses a route to a transit gateway that the VPC is not attached to yet.
            if self.may(part, self.is_ready('transit'), 'the transit gateway attachment'):
                self.route(part, f'private-{zone}-routes', gateway['privateRange'],
                           transitGatewayId=gateway['id'])

    def gateway_endpoint(self):
        # Free, and keeps checkpoints and Parquet out of the NAT gateways' bill.
        self.managed('s3', 'ec2', 'VPCEndpoint', {
            'vpcIdRef': self.ref('vpc'), 'vpcEndpointType': 'Gateway',
            'serviceName': f'com.amazonaws.{self.region}.s3',
        }, labels=self.labels('private'))
        for zone in ZONES:
            self.managed(f's3-{zone}', 'ec2', 'VPCEndpointRouteTableAssociation', {
                'vpcEndpointIdRef': self.ref('s3'),
                'routeTableIdRef': self.ref(f'private-{zone}-routes'),
            })

    def interface_endpoints(self, services):
        if not services:
            return
        self.managed('endpoints', 'ec2', 'SecurityGroup', {
            'name': self.aws_name('endpoints'), 'description': 'AWS services inside the VPC',
            'vpcIdRef': self.ref('vpc'),
        }, labels=self.labels('endpoints'))
        self.ingress('endpoints', 443, [self.input['range']])
        for service in sorted(services):
            part = 'to-' + service.replace('.', '-')
            self.managed(part, 'ec2', 'VPCEndpoint', {
                'vpcIdRef': self.ref('vpc'), 'vpcEndpointType': 'Interface',
                'serviceName': f'com.amazonaws.{self.region}.{service}',
                'privateDnsEnabled': True,
            }, labels=self.labels('endpoints'))
            self.managed(f'{part}-group', 'ec2', 'VPCEndpointSecurityGroupAssociation', {
                'vpcEndpointIdRef': self.ref(part), 'securityGroupIdRef': self.ref('endpoints'),
                'replaceDefaultAssociation': True,
            })
            for zone in ZONES:
                self.managed(f'{part}-{zone}', 'ec2', 'VPCEndpointSubnetAssociation', {
                    'vpcEndpointIdRef': self.ref(part),
                    'subnetIdRef': self.ref(f'private-{zone}'),
                })

    def flow_logs(self):
        group = f'/odds/{self.environment_name}/network/{self.name}'
        self.key('key', f'Flow logs of the network {self.name}', logs=group)
        self.log_group('flow-log', group, self.input.get('flowLogs', {}).get('retentionDays', 30))
        self.role('flow-log-writer', 'vpc-flow-logs.amazonaws.com', policy=document({
            'Effect': 'Allow',
            'Action': ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
            'Resource': self.arn('logs', f'log-group:{group}:*'),
        }, {
            # Listing is granted over all groups or not at all.
            'Effect': 'Allow', 'Action': 'logs:DescribeLogGroups',
            'Resource': self.arn('logs', 'log-group:*'),
        }))
        self.managed('flow', 'ec2', 'FlowLog', {
            'vpcIdRef': self.ref('vpc'), 'trafficType': 'ALL', 'maxAggregationInterval': 600,
            'logDestinationType': 'cloud-watch-logs',
            'logDestinationRef': self.ref('flow-log'),
            'iamRoleArnRef': self.ref('flow-log-writer'),
        }, labels=self.labels())
