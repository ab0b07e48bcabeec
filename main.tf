# infra-ops: the one cluster that is not made by Flux and Crossplane, because they run on it.
# Everything else stands in clusters/, crossplane/ and k8s/. Run by bootstrap.sh.

terraform {
  # OpenTofu 1.10 and Terraform 1.11 lock the state in S3 itself; bootstrap.sh --check tells them apart.
  required_version = ">= 1.10.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.55.0"
    }
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "3.0.1"
    }
  }

  # Bucket, key and region come from bootstrap.sh, one state an environment.
  backend "s3" {
    encrypt      = true
    use_lockfile = true
  }
}

variable "environment" {
  description = "The environment of environments.yaml to make"
  type        = string

  validation {
    condition     = contains(["dev", "prod"], var.environment)
    error_message = "environment must be dev or prod."
  }
}

variable "teardown" {
  description = "Set by bootstrap.sh --destroy: Flux then deletes what it otherwise leaves alone"
  type        = bool
  default     = false
}

locals {
  env     = yamldecode(file("${path.module}/environments.yaml"))[var.environment]
  cluster = "odds-${var.environment}-infra-ops"
  spokes  = ["odds-${var.environment}-ingestion", "odds-${var.environment}-compute"]
  zones   = { a = local.env.zone_a, b = local.env.zone_b, c = local.env.zone_c }

  kubernetes_version = "1.35"
  # Outside private_range, so that no service address hides a machine behind the transit gateway.
  service_range = "172.20.0.0/16"

  size = {
    # One NAT gateway and no paid endpoints: dev may lose its way out with a zone.
    dev = {
      instance_type = "m7g.large", nodes_min = 2, nodes_max = 4, log_days = 14
      nat_zones     = ["a"], endpoints = []
    }
    prod = {
      instance_type = "m7g.xlarge", nodes_min = 3, nodes_max = 6, log_days = 365
      nat_zones     = ["a", "b", "c"]
      endpoints     = ["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "kms", "logs", "sts"]
    }
  }[var.environment]

  # Of the range: the first three quarters for nodes and pods, then public and transit subnets.
  private_ranges = { a = cidrsubnet(local.env.infra_ops_range, 2, 0), b = cidrsubnet(local.env.infra_ops_range, 2, 1), c = cidrsubnet(local.env.infra_ops_range, 2, 2) }
  public_ranges  = { a = cidrsubnet(local.env.infra_ops_range, 4, 12), b = cidrsubnet(local.env.infra_ops_range, 4, 13), c = cidrsubnet(local.env.infra_ops_range, 4, 14) }
  transit_ranges = { a = cidrsubnet(local.env.infra_ops_range, 8, 240), b = cidrsubnet(local.env.infra_ops_range, 8, 241), c = cidrsubnet(local.env.infra_ops_range, 8, 242) }

  tags = {
    "odds:environment" = var.environment
    "odds:owner"       = local.env.owner
    "odds:cost-center" = local.env.cost_center
    "odds:managed-by"  = "terraform"
    "odds:resource"    = "InfraOps/infra-ops"
  }

  # Several documents: one managed policy holds 6,144 characters.
  crossplane_policies = fileset("${path.module}/crossplane/generated", "crossplane-policy*.json")
}

provider "aws" {
  region              = local.env.region
  allowed_account_ids = [local.env.account]

  default_tags {
    tags = local.tags
  }
}

# The token is fetched when it is needed: it never stands in the state.
provider "kubernetes" {
  host                   = aws_eks_cluster.infra_ops.endpoint
  cluster_ca_certificate = base64decode(aws_eks_cluster.infra_ops.certificate_authority[0].data)

  exec {
    api_version = "client.authentication.k8s.io/v1beta1"
    command     = "aws"
    args        = ["eks", "get-token", "--cluster-name", aws_eks_cluster.infra_ops.name, "--region", local.env.region]
  }
}

# ── Network ──────────────────────────────────────────────────────────────────────────────────────

resource "aws_vpc" "infra_ops" {
  cidr_block           = local.env.infra_ops_range
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = local.cluster }
}

# Whoever forgets to name a security group gets one that lets nothing through.
resource "aws_default_security_group" "infra_ops" {
  vpc_id = aws_vpc.infra_ops.id
}

resource "aws_subnet" "private" {
  for_each          = local.zones
  vpc_id            = aws_vpc.infra_ops.id
  availability_zone = each.value
  cidr_block        = local.private_ranges[each.key]
  tags              = { Name = "${local.cluster}-private-${each.key}", "kubernetes.io/role/internal-elb" = "1" }
}

resource "aws_subnet" "public" {
  for_each          = local.zones
  vpc_id            = aws_vpc.infra_ops.id
  availability_zone = each.value
  cidr_block        = local.public_ranges[each.key]
  tags              = { Name = "${local.cluster}-public-${each.key}" }
}

# Their own subnets, so that routes for the transit gateway's interfaces never mix with the nodes'.
resource "aws_subnet" "transit" {
  for_each          = local.zones
  vpc_id            = aws_vpc.infra_ops.id
  availability_zone = each.value
  cidr_block        = local.transit_ranges[each.key]
  tags              = { Name = "${local.cluster}-transit-${each.key}" }
}

resource "aws_internet_gateway" "infra_ops" {
  vpc_id = aws_vpc.infra_ops.id
  tags   = { Name = local.cluster }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.infra_ops.id
  tags   = { Name = "${local.cluster}-public" }
}

resource "aws_route" "public_internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.infra_ops.id
}

resource "aws_route_table_association" "public" {
  for_each       = aws_subnet.public
  route_table_id = aws_route_table.public.id
  subnet_id      = each.value.id
}

resource "aws_eip" "nat" {
  for_each = toset(local.size.nat_zones)
  domain   = "vpc"
  tags     = { Name = "${local.cluster}-nat-${each.key}" }
}

resource "aws_nat_gateway" "infra_ops" {
  for_each      = toset(local.size.nat_zones)
  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.public[each.key].id
  tags          = { Name = "${local.cluster}-${each.key}" }
  depends_on    = [aws_route.public_internet]
}

resource "aws_route_table" "private" {
  for_each = local.zones
  vpc_id   = aws_vpc.infra_ops.id
  tags     = { Name = "${local.cluster}-private-${each.key}" }
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  route_table_id = aws_route_table.private[each.key].id
  subnet_id      = each.value.id
}

resource "aws_route" "private_internet" {
  for_each               = aws_route_table.private
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = contains(local.size.nat_zones, each.key) ? aws_nat_gateway.infra_ops[each.key].id : aws_nat_gateway.infra_ops["a"].id
}

# Every network of the environment attaches to it: made here, because Crossplane reaches Kafka and
# Flux reaches the spokes' API servers through it.
resource "aws_ec2_transit_gateway" "odds" {
  description                     = "odds ${var.environment}"
  default_route_table_association = "enable"
  default_route_table_propagation = "enable"
  dns_support                     = "enable"
  tags                            = { Name = "odds-${var.environment}" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "infra_ops" {
  transit_gateway_id = aws_ec2_transit_gateway.odds.id
  vpc_id             = aws_vpc.infra_ops.id
  subnet_ids         = [for subnet in aws_subnet.transit : subnet.id]
  dns_support        = "enable"
  tags               = { Name = local.cluster }
}

resource "aws_route" "private_transit" {
  for_each               = aws_route_table.private
  route_table_id         = each.value.id
  destination_cidr_block = local.env.private_range
  transit_gateway_id     = aws_ec2_transit_gateway.odds.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.infra_ops]
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.infra_ops.id
  service_name    = "com.amazonaws.${local.env.region}.s3"
  route_table_ids = [for table in aws_route_table.private : table.id]
  tags            = { Name = "${local.cluster}-s3" }
}

resource "aws_security_group" "endpoints" {
  name        = "${local.cluster}-endpoints"
  description = "AWS APIs, for what runs in this network"
  vpc_id      = aws_vpc.infra_ops.id
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id = aws_security_group.endpoints.id
  description       = "TLS from this network"
  cidr_ipv4         = aws_vpc.infra_ops.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "interface" {
  for_each            = toset(local.size.endpoints)
  vpc_id              = aws_vpc.infra_ops.id
  service_name        = "com.amazonaws.${local.env.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.private : subnet.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  tags                = { Name = "${local.cluster}-${each.key}" }
}
