"""A composition that shows every way to go wrong, one per value of spec.fault."""

from crossplane.pythonic import BaseComposite


class Box(BaseComposite):
    def compose(self):
        if not self.spec.region:
            self.conditions.InputValid('MissingInput', 'spec.region is missing: name the AWS region', False)
            self.ready = False
            return
        self.conditions.InputValid('Valid', '', True)
        fault = str(self.spec.fault)
        vpc = self.resources.vpc('ec2.aws.m.upbound.io/v1beta1', 'VPC')
        vpc.spec.forProvider.region = self.spec.region
        vpc.spec.forProvider.cidrBlock = self.spec.range
        opened = vpc.conditions.Ready.status or (fault == 'eager' and bool(vpc.observed))
        if opened:
            subnet = self.resources.subnet('ec2.aws.m.upbound.io/v1beta1', 'Subnet')
            subnet.spec.forProvider.region = self.spec.region
            subnet.spec.forProvider.vpcId = str(vpc.status.atProvider.id)
            if fault == 'forgetful':
                del self.resources['vpc']
        else:
            self.ready = fault == 'early'
        if fault == 'stuck':
            self.ready = False
