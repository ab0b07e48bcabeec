# The infra-ops cluster, the identities of Flux and Crossplane, and what Flux must know of it.

resource "aws_kms_key" "infra_ops" {
  description             = "${local.cluster}: Kubernetes secrets and logs"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountDecidesByIam"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${local.env.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "LogsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.env.region}.amazonaws.com" }
        Action    = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:${local.env.region}:${local.env.account}:log-group:*" }
        }
      },
    ]
  })
}

resource "aws_kms_alias" "infra_ops" {
  name          = "alias/${local.cluster}"
  target_key_id = aws_kms_key.infra_ops.key_id
}

resource "aws_cloudwatch_log_group" "control_plane" {
  name              = "/aws/eks/${local.cluster}/cluster"
  retention_in_days = local.size.log_days
  kms_key_id        = aws_kms_key.infra_ops.arn
}

resource "aws_cloudwatch_log_group" "flows" {
  name              = "/odds/${local.cluster}/flows"
  retention_in_days = local.size.log_days
  kms_key_id        = aws_kms_key.infra_ops.arn
}

# IAM names carry the region: they know none, and a second hub may have to stand beside a lost one.
resource "aws_iam_role" "flows" {
  name               = "${local.cluster}-flows-${local.env.region}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "vpc-flow-logs.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "flows" {
  name = "write"
  role = aws_iam_role.flows.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
        Resource = "${aws_cloudwatch_log_group.flows.arn}:*"
      },
      {
        # Listing is granted over all groups or not at all.
        Effect   = "Allow"
        Action   = "logs:DescribeLogGroups"
        Resource = "arn:aws:logs:${local.env.region}:${local.env.account}:log-group:*"
      },
    ]
  })
}

resource "aws_flow_log" "infra_ops" {
  vpc_id          = aws_vpc.infra_ops.id
  traffic_type    = "ALL"
  log_destination = aws_cloudwatch_log_group.flows.arn
  iam_role_arn    = aws_iam_role.flows.arn
}

# ── Cluster ──────────────────────────────────────────────────────────────────────────────────────

resource "aws_iam_role" "cluster" {
  name               = "${local.cluster}-cluster-${local.env.region}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "eks.amazonaws.com" }, Action = ["sts:AssumeRole", "sts:TagSession"] }] })
}

resource "aws_iam_role_policy_attachment" "cluster" {
  role       = aws_iam_role.cluster.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"
}

resource "aws_iam_role_policy" "cluster_key" {
  name = "key"
  role = aws_iam_role.cluster.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"], Resource = aws_kms_key.infra_ops.arn }]
  })
}

resource "aws_eks_cluster" "infra_ops" {
  name                          = local.cluster
  version                       = local.kubernetes_version
  role_arn                      = aws_iam_role.cluster.arn
  deletion_protection           = true
  bootstrap_self_managed_addons = false
  enabled_cluster_log_types     = ["api", "audit", "authenticator", "controllerManager", "scheduler"]

  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = false
  }

  encryption_config {
    resources = ["secrets"]
    provider {
      key_arn = aws_kms_key.infra_ops.arn
    }
  }

  kubernetes_network_config {
    service_ipv4_cidr = local.service_range
  }

  upgrade_policy {
    support_type = "STANDARD"
  }

  vpc_config {
    subnet_ids              = [for subnet in aws_subnet.private : subnet.id]
    endpoint_private_access = true
    endpoint_public_access  = local.env.admin_range != "none"
    public_access_cidrs     = local.env.admin_range != "none" ? [local.env.admin_range] : null
  }

  # Logs that EKS would make by itself have no key and no end.
  depends_on = [aws_cloudwatch_log_group.control_plane, aws_iam_role_policy_attachment.cluster, aws_iam_role_policy.cluster_key]
}

# EKS's own group lets in the nodes alone: a person inside, by VPN, would not get through.
resource "aws_vpc_security_group_ingress_rule" "api" {
  security_group_id = aws_eks_cluster.infra_ops.vpc_config[0].cluster_security_group_id
  description       = "The API, for what runs in this network"
  cidr_ipv4         = aws_vpc.infra_ops.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_eks_access_entry" "admin" {
  cluster_name  = aws_eks_cluster.infra_ops.name
  principal_arn = local.env.admin
}

resource "aws_eks_access_policy_association" "admin" {
  cluster_name  = aws_eks_cluster.infra_ops.name
  principal_arn = aws_eks_access_entry.admin.principal_arn
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"

  access_scope {
    type = "cluster"
  }
}

resource "aws_iam_role" "nodes" {
  name               = "${local.cluster}-nodes-${local.env.region}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy_attachment" "nodes" {
  for_each   = toset(["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryPullOnly"])
  role       = aws_iam_role.nodes.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}

resource "aws_launch_template" "nodes" {
  name = "${local.cluster}-nodes"

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      encrypted             = "true"
      volume_size           = 50
      volume_type           = "gp3"
      delete_on_termination = "true"
    }
  }

  # One hop: a pod cannot take the node's role; pods have Pod Identity.
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  # Neither the provider's default tags nor those of a node group reach what the template makes.
  tag_specifications {
    resource_type = "instance"
    tags          = local.tags
  }

  tag_specifications {
    resource_type = "volume"
    tags          = local.tags
  }

  tag_specifications {
    resource_type = "network-interface"
    tags          = local.tags
  }
}

resource "aws_eks_node_group" "infra_ops" {
  cluster_name    = aws_eks_cluster.infra_ops.name
  node_group_name = "infra-ops"
  node_role_arn   = aws_iam_role.nodes.arn
  subnet_ids      = [for subnet in aws_subnet.private : subnet.id]
  ami_type        = "AL2023_ARM_64_STANDARD"
  instance_types  = [local.size.instance_type]
  version         = aws_eks_cluster.infra_ops.version

  launch_template {
    id      = aws_launch_template.nodes.id
    version = aws_launch_template.nodes.latest_version
  }

  scaling_config {
    desired_size = local.size.nodes_min
    min_size     = local.size.nodes_min
    max_size     = local.size.nodes_max
  }

  update_config {
    max_unavailable = 1
  }

  # Without a network plugin and a way out, a node never gets ready.
  depends_on = [aws_eks_addon.node, aws_iam_role_policy_attachment.nodes, aws_route.private_internet, aws_route_table_association.private]
}

data "aws_eks_addon_version" "default" {
  for_each           = toset(["vpc-cni", "kube-proxy", "eks-pod-identity-agent", "coredns"])
  addon_name         = each.key
  kubernetes_version = aws_eks_cluster.infra_ops.version
}

resource "aws_eks_addon" "node" {
  for_each             = { vpc-cni = { enableNetworkPolicy = "true" }, kube-proxy = {}, eks-pod-identity-agent = {} }
  cluster_name         = aws_eks_cluster.infra_ops.name
  addon_name           = each.key
  addon_version        = data.aws_eks_addon_version.default[each.key].version
  configuration_values = jsonencode(each.value)
}

resource "aws_eks_addon" "coredns" {
  cluster_name  = aws_eks_cluster.infra_ops.name
  addon_name    = "coredns"
  addon_version = data.aws_eks_addon_version.default["coredns"].version
  depends_on    = [aws_eks_node_group.infra_ops]
}

# ── Identities ───────────────────────────────────────────────────────────────────────────────────

data "aws_iam_policy_document" "pod_identity" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.env.account]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_eks_cluster.infra_ops.arn]
    }
  }
}

resource "aws_iam_role" "flux" {
  name               = "odds-${var.environment}-flux-${local.env.region}"
  assume_role_policy = data.aws_iam_policy_document.pod_identity.json
}

# Where a spoke's API server is; what Flux may do there is that cluster's access entry.
resource "aws_iam_role_policy" "flux" {
  name = "find-spokes"
  role = aws_iam_role.flux.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "eks:DescribeCluster"
      Resource = [for spoke in local.spokes : "arn:aws:eks:${local.env.region}:${local.env.account}:cluster/${spoke}"]
    }]
  })
}

resource "aws_eks_pod_identity_association" "flux" {
  for_each        = toset(["kustomize-controller", "helm-controller"])
  cluster_name    = aws_eks_cluster.infra_ops.name
  namespace       = "flux-system"
  service_account = each.key
  role_arn        = aws_iam_role.flux.arn
}

resource "aws_iam_role" "crossplane" {
  name               = "odds-${var.environment}-crossplane-${local.env.region}"
  assume_role_policy = data.aws_iam_policy_document.pod_identity.json
}

resource "aws_iam_policy" "crossplane" {
  for_each = local.crossplane_policies
  name     = "odds-${var.environment}-${trimsuffix(each.key, ".json")}-${local.env.region}"
  policy   = jsonencode(jsondecode(file("${path.module}/crossplane/generated/${each.key}")))
}

resource "aws_iam_role_policy_attachment" "crossplane" {
  for_each   = aws_iam_policy.crossplane
  role       = aws_iam_role.crossplane.name
  policy_arn = each.value.arn
}

# No role that Crossplane makes has rights beyond it, whatever its policies say; Crossplane's own policies let it
# make and change no other role, and this policy not at all.
resource "aws_iam_policy" "boundary" {
  name   = "odds-${var.environment}-boundary-${local.env.region}"
  policy = jsonencode(jsondecode(file("${path.module}/crossplane/boundary.json")))
}

resource "aws_eks_pod_identity_association" "crossplane" {
  cluster_name    = aws_eks_cluster.infra_ops.name
  namespace       = "crossplane-system"
  service_account = "provider-aws"
  role_arn        = aws_iam_role.crossplane.arn
}

# ── What Flux must know ──────────────────────────────────────────────────────────────────────────

resource "kubernetes_namespace_v1" "flux_system" {
  metadata {
    name = "flux-system"
  }

  # Flux labels its own namespace.
  lifecycle {
    ignore_changes = [metadata[0].annotations, metadata[0].labels]
  }

  depends_on = [aws_eks_access_policy_association.admin]
}

resource "kubernetes_config_map_v1" "environment" {
  metadata {
    name      = "environment"
    namespace = kubernetes_namespace_v1.flux_system.metadata[0].name
    # A change of these values reconciles at once.
    labels = { "reconcile.fluxcd.io/watch" = "Enabled" }
  }

  data = merge(local.env, {
    environment              = var.environment
    infra_ops_cluster        = aws_eks_cluster.infra_ops.name
    infra_ops_vpc_id         = aws_vpc.infra_ops.id
    transit_gateway_id       = aws_ec2_transit_gateway.odds.id
    flux_role_arn            = aws_iam_role.flux.arn
    crossplane_role_arn      = aws_iam_role.crossplane.arn
    permissions_boundary_arn = aws_iam_policy.boundary.arn
    deletion_policy          = var.teardown ? "WaitForTermination" : "Orphan"
    data_prune               = var.teardown ? "enabled" : "disabled"
  })
}
