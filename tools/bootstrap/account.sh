# What an account has to offer: quotas, and what a region has in its zones. Only reading calls.
# shellcheck shell=bash

# What Crossplane will make; made of the compositions, so that it is never older than they are.
needs_file=$root/crossplane/generated/needs.txt

# needs WHAT WHERE...: lines "which how-many" of this environment.
needs() {
  local what=$1 part
  shift
  for part in "$@"; do
    if [ "$part" = infra-ops ]; then
      infra_ops_needs | awk -v what="$what" '$1 == what { print $2, $3 }'
    else
      awk -v environment="$environment" -v part="$part" -v what="$what" \
        '$1 == environment && $2 == part && $3 == what { print $4, $5 }' "$needs_file"
    fi
  done
}

# Infra-ops is not Crossplane's: what, which, how many, of main.tf.
infra_ops_needs() {
  printf 'vpcs - 1\nclusters %s 1\n' "$(terraform_value kubernetes_version)"
  awk -v environment="$environment" '$1 == environment && $2 == "=" { inside = 1 }
    inside && /instance_type/ { type = $0; sub(/.*instance_type *= *"/, "", type); sub(/".*/, "", type) }
    inside && /nodes_max/ { most = $0; sub(/.*nodes_max *= */, "", most); sub(/[^0-9].*/, "", most); print "nodes", type, most }
    inside && /nat_zones/ { zones = $0; sub(/.*nat_zones *= *\[/, "", zones); sub(/\].*/, "", zones)
      print "addresses -", gsub(/"[a-z]"/, "", zones); exit }' "$root/main.tf"
}

total() { awk '{ for (i = 1; i <= NF; i++) sum += $i } END { printf "%d", sum }'; }

how_many() { needs "$@" | awk '{ print $2 }' | total; }

# check_quota REGION SERVICE CODE NAME NEEDED OTHERS: what others use is gone.
check_quota() {
  local region=$1 service=$2 code=$3 name=$4 needed=$5 others=$6 limit
  [ "$needed" -gt 0 ] || return 0
  if ! limit=$(aws service-quotas get-service-quota --service-code "$service" --quota-code "$code" --region "$region" --query Quota.Value --output text 2>/dev/null); then
    ask limit "the quota '$name' in $region" aws service-quotas get-aws-default-service-quota --service-code "$service" --quota-code "$code" --region "$region" --query Quota.Value --output text || return 0
  fi
  limit=${limit%%.*}
  if [ $((others + needed)) -gt "$limit" ]; then
    "${judge:-problem}" "$region: $name: $limit allowed, $others used by others, $needed needed" \
      "aws service-quotas request-service-quota-increase --region $region --service-code $service --quota-code $code --desired-value $((others + needed))"
  fi
}

# check_used REGION SERVICE CODE NAME NEEDED ALL OURS: what is ours already is not needed again. The CLI counts
# page by page.
check_used() { check_quota "${@:1:5}" "$(($(total <<<"$6") - $(total <<<"$7")))"; }

# check_quotas REGION WHERE...: what these parts need, in that region.
check_quotas() {
  local region=$1 used ours
  local mine="Name=tag:odds:environment,Values=$environment"
  shift
  if ask used "VPCs in $region" aws ec2 describe-vpcs --region "$region" --query 'length(Vpcs)' --output text &&
    ask ours "VPCs in $region" aws ec2 describe-vpcs --region "$region" --filters "$mine" --query 'length(Vpcs)' --output text; then
    check_used "$region" vpc L-F678F1CE "VPCs" "$(how_many vpcs "$@")" "$used" "$ours"
  fi
  if ask used "addresses in $region" aws ec2 describe-addresses --region "$region" --query 'length(Addresses)' --output text &&
    ask ours "addresses in $region" aws ec2 describe-addresses --region "$region" --filters "$mine" --query 'length(Addresses)' --output text; then
    check_used "$region" ec2 L-0263D0A3 "elastic addresses" "$(how_many addresses "$@")" "$used" "$ours"
  fi
  if ask used "EKS clusters in $region" aws eks list-clusters --region "$region" --query 'length(clusters)' --output text &&
    ask ours "EKS clusters in $region" aws eks list-clusters --region "$region" --query "length(clusters[?starts_with(@, 'odds-$environment-')])" --output text; then
    check_used "$region" eks L-1194D53C "EKS clusters" "$(how_many clusters "$@")" "$used" "$ours"
  fi
  if ask used "MSK brokers in $region" aws kafka list-clusters-v2 --region "$region" --query 'sum(ClusterInfoList[].Provisioned.NumberOfBrokerNodes)' --output text &&
    ask ours "MSK brokers in $region" aws kafka list-clusters-v2 --region "$region" --query "sum(ClusterInfoList[?starts_with(ClusterName, 'odds-$environment-')].Provisioned.NumberOfBrokerNodes)" --output text; then
    check_used "$region" kafka L-EDD31C36 "MSK brokers" "$(how_many brokers "$@")" "$used" "$ours"
  fi
  check_cpus "$region" "$@"
}

# The quota counts vCPUs of the families A, C, D, H, I, M, R, T and Z; as many as the pools may grow to.
check_cpus() {
  local region=$1 nodes sizes running
  local -a types
  nodes=$(needs nodes "${@:2}")
  [ -n "$nodes" ] || return 0
  mapfile -t types < <(awk '{ print $1 }' <<<"$nodes" | sort -u)
  ask sizes "the sizes of ${types[*]} in $region" aws ec2 describe-instance-types --region "$region" --instance-types "${types[@]}" \
    --query 'InstanceTypes[].[InstanceType,VCpuInfo.DefaultVCpus]' --output text || return 0
  ask running "instances in $region" aws ec2 describe-instances --region "$region" --filters "Name=instance-state-name,Values=pending,running" \
    --query "Reservations[].Instances[].[InstanceType,CpuOptions.CoreCount,CpuOptions.ThreadsPerCore,InstanceLifecycle,Tags[?Key=='eks:cluster-name']|[0].Value]" --output text || return 0
  check_quota "$region" ec2 L-1216C47A "vCPUs of standard on-demand instances" \
    "$(awk 'NR == FNR { cpus[$1] = $2; next } { print cpus[$1] * $2 }' <(echo "$sizes") <(echo "$nodes") | total)" \
    "$(awk -v ours="odds-$environment-" '$1 ~ /^(a|c|d|h|i|im|is|m|r|t|z)[0-9]/ && $4 != "spot" && index($5, ours) != 1 { print $2 * $3 }' <<<"$running" | total)"
}

# check_region REGION WHERE ZONE...: it has what is needed, in each of the three zones.
check_region() {
  local region=$1 part=$2 id zone
  shift 2
  for zone in "$@"; do
    ask id "zone $zone" aws ec2 describe-availability-zones --region "$region" --filters "Name=zone-name,Values=$zone" "Name=state,Values=available" --query 'AvailabilityZones[0].ZoneId' --output text || continue
    case $id in
      None | '') problem "$region: zone $zone is not available to this account" "name another zone in environments.yaml" && continue ;;
      # Where EKS and MSK place nothing, by their user guides.
      use1-az3 | usw1-az2 | cac1-az3) problem "$region: zone $zone ($id) has no EKS control planes or MSK brokers" "name another zone in environments.yaml" ;;
    esac
    check_nodes "$region" "$zone" "$part"
  done
  check_databases "$region" "$part"
  check_versions "$region" "$part"
}

check_nodes() {
  local region=$1 zone=$2 part=$3 offered types wanted
  types=$(needs nodes "$part" infra-ops | awk '{ print $1 }' | sort -u | paste -sd, -)
  ask offered "instance types in $zone" aws ec2 describe-instance-type-offerings --region "$region" --location-type availability-zone --filters "Name=location,Values=$zone" "Name=instance-type,Values=$types" --query 'InstanceTypeOfferings[].InstanceType' --output text || return 0
  for wanted in ${types//,/ }; do
    case " ${offered//[$'\t\n']/ } " in *" $wanted "*) ;; *)
      problem "$region: zone $zone has no $wanted" "name another zone in environments.yaml, or another instance type in main.tf (infra-ops) or crossplane/envs"
      ;;
    esac
  done
}

check_databases() {
  local region=$1 part=$2 class version offered
  while IFS=/ read -r class version; do
    ask offered "database classes in $region" aws rds describe-orderable-db-instance-options --region "$region" --engine postgres --db-instance-class "$class" \
      --query "length(OrderableDBInstanceOptions[?starts_with(EngineVersion, '$version')])" --output text || continue
    [ "$(total <<<"$offered")" != 0 ] ||
      problem "$region: RDS has no $class with Postgres $version" "put a class and a version that it has into crossplane/envs (instanceClass, engineVersion)"
  done < <(needs databases "$part" | awk '{ print $1 }')
}

check_versions() {
  local region=$1 part=$2 versions wanted
  if ask versions "EKS versions in $region" aws eks describe-cluster-versions --region "$region" --query 'clusterVersions[].clusterVersion' --output text; then
    for wanted in $(needs clusters "$part" infra-ops | awk '{ print $1 }' | sort -u); do
      case " ${versions//[$'\t\n']/ } " in *" $wanted "*) ;; *) problem "$region: EKS has no Kubernetes $wanted" "put a version that it has into main.tf and crossplane/envs: ${versions//[$'\t\n']/ }" ;; esac
    done
  fi
  if ask versions "Kafka versions in $region" aws kafka list-kafka-versions --region "$region" --query "KafkaVersions[?Status=='ACTIVE'].Version" --output text; then
    for wanted in $(needs brokers "$part" | awk '{ print $1 }' | sort -u); do
      case " ${versions//[$'\t\n']/ } " in *" $wanted "*) ;; *) problem "$region: MSK has no Kafka $wanted" "put a version that it has into the KafkaClusters (kafkaVersion): ${versions//[$'\t\n']/ }" ;; esac
    done
  fi
}
