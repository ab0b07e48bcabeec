# bootstrap.sh --check: every problem at once, each with its repair. Only reading calls.
# shellcheck shell=bash

declare -a problems=() repairs=() unseen=()
problem() {
  problems+=("$1")
  repairs+=("$2")
}

config_keys='account admin admin_range quants region zone_a zone_b zone_c second_region second_zone_a second_zone_b second_zone_c
  private_range owner cost_center monthly_budget_usd budget_email'

# at_least 2.15.0 2.9.1: the second is not older than the first.
at_least() {
  [ "$(printf '%s\n%s\n' "$1" "$2" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" = "$1" ]
}

check_tools() {
  local version
  if ! command -v aws >/dev/null; then
    problem "aws is not installed" "install the AWS CLI 2: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
  else
    version=$(aws --version 2>&1 | sed -n 's|^aws-cli/\([0-9.]*\).*|\1|p')
    # The first that knows --no-deletion-protection of aws eks update-cluster-config.
    at_least 2.28.3 "${version:-0}" || problem "aws is ${version:-of an unknown version}; 2.28.3 or newer is needed" "install a newer AWS CLI 2"
  fi
  if ! command -v flux >/dev/null; then
    problem "flux is not installed" "install flux $flux_version: https://fluxcd.io/flux/installation/#install-the-flux-cli"
  else
    version=$(flux version --client 2>&1 | sed -n 's|^flux: v\([0-9.]*\).*|\1|p')
    if ! at_least "$flux_version" "${version:-0}" || [ "${version%.*}" != "${flux_version%.*}" ]; then
      problem "flux is ${version:-of an unknown version}; infra-ops runs $flux_version" "install flux $flux_version, or a newer one of ${flux_version%.*}"
    fi
  fi
  if ! command -v "$terraform" >/dev/null; then
    problem "neither terraform nor tofu is installed" "install Terraform 1.11 or OpenTofu 1.10, or newer"
  else
    version=$("$terraform" version 2>/dev/null | sed -nE 's#^(Terraform|OpenTofu) v([0-9.]+).*#\2#p')
    # The first versions whose lock in S3 is no experiment.
    if [ "$terraform" = terraform ]; then
      at_least 1.11.0 "${version:-0}" || problem "terraform is ${version:-of an unknown version}; 1.11.0 or newer is needed" "install a newer terraform, or tofu"
    else
      at_least 1.10.0 "${version:-0}" || problem "tofu is ${version:-of an unknown version}; 1.10.0 or newer is needed" "install a newer tofu, or terraform"
    fi
  fi
}

check_config() {
  local key zone
  for key in $config_keys; do
    [ -n "${config[$key]:-}" ] || problem "environments.yaml: $environment.$key is missing" "add it; see the other environment"
  done
  [[ ${config[account]:-} =~ ^[0-9]{12}$ ]] || problem "environments.yaml: $environment.account '${config[account]:-}' is not an account number" "write its 12 digits in quotes"
  [[ ${config[admin]:-} =~ ^arn:aws:iam::"${config[account]:-}":(role|user)/.+$ ]] ||
    problem "environments.yaml: $environment.admin '${config[admin]:-}' is not a role or user of account ${config[account]:-}" "write the ARN of the role that runs bootstrap.sh"
  [[ ${config[quants]:-} =~ ^arn:aws:iam::"${config[account]:-}":(role|user)/.+$ ]] ||
    problem "environments.yaml: $environment.quants '${config[quants]:-}' is not a role or user of account ${config[account]:-}" "write the ARN of the role in which quants work; a star for what single sign-on appends"
  for zone in zone_a zone_b zone_c; do
    [[ ${config[$zone]:-} == "${config[region]:-}"? ]] || problem "environments.yaml: $environment.$zone '${config[$zone]:-}' is no zone of ${config[region]:-}" "name three zones of that region"
    [[ ${config[second_$zone]:-} == "${config[second_region]:-}"? ]] || problem "environments.yaml: $environment.second_$zone '${config[second_$zone]:-}' is no zone of ${config[second_region]:-}" "name three zones of that region"
  done
  [ "${config[region]:-}" != "${config[second_region]:-}" ] || problem "environments.yaml: $environment.second_region is the first one" "name another region"
}

check_git() {
  local mode
  case $git_url in
    '') problem "ODDS_GIT_URL is not set" "export ODDS_GIT_URL=https://… or ssh://…, the address of this repository, or name a file in ODDS_GIT_URL_FILE" ;;
    https://*@* | http://*@*) problem "ODDS_GIT_URL holds a user or a password" "take it out: the token goes into ODDS_GIT_TOKEN" && git_url='(hidden)' ;;
    http://*) problem "ODDS_GIT_URL is not encrypted" "use https:// or ssh://" ;;
    ssh://*:*@*) problem "ODDS_GIT_URL holds a password" "take it out: the key goes into ODDS_GIT_KEY_FILE" && git_url='(hidden)' ;;
    https://*) [ -n "$git_token" ] || problem "there is no token for $git_url" "set ODDS_GIT_TOKEN, or name a file in ODDS_GIT_TOKEN_FILE" ;;
    ssh://*) [ -n "$git_key" ] || problem "there is no deploy key for $git_url" "name the private key's file in ODDS_GIT_KEY_FILE" ;;
    *) problem "ODDS_GIT_URL is neither https:// nor ssh://" "write git@host:path as ssh://git@host/path" ;;
  esac
  if [ -n "$git_key" ] && [ -n "$git_token" ]; then
    problem "both a token and a key are given" "keep the token for https://, the key for ssh://"
  fi
  [ -n "$git_key" ] || return 0
  if [ ! -r "$git_key" ]; then
    problem "ODDS_GIT_KEY_FILE names a file that cannot be read" "correct the path or its rights"
  else
    mode=$(stat -c %a "$git_key" 2>/dev/null || stat -f %Lp "$git_key")
    case $mode in *00) ;; *) problem "ODDS_GIT_KEY_FILE can be read by others (mode $mode)" "chmod 600 it" ;; esac
  fi
}

# ask INTO WHAT COMMAND...: a call that fails is a problem like any other.
ask() {
  local -n answer=$1
  local what=$2
  shift 2
  if ! answer=$("$@" 2>"$private/asked"); then
    problem "cannot ask for $what: $(tail -n 1 "$private/asked")" "the role needs the right to call: ${*:1:3}"
    return 1
  fi
}

check_account() {
  local account arn role
  ask account "the account" aws sts get-caller-identity --query Account --output text || return 1
  if [ "$account" != "${config[account]:-}" ]; then
    problem "you are in account $account; $environment is ${config[account]:-}" "log in to the other account, or correct environments.yaml"
    return 1
  fi
  ask arn "who you are" aws sts get-caller-identity --query Arn --output text || return 1
  # arn:aws:sts::…:assumed-role/NAME/session is what a role looks like from inside, without its path.
  role=${arn#*:assumed-role/}
  if [ "$arn" != "${config[admin]:-}" ] && { [ "$role" = "$arn" ] || [ "${role%%/*}" != "${config[admin]##*/}" ]; }; then
    problem "you are ${arn%/*}; only ${config[admin]:-} may enter infra-ops" "assume that role, or put yours into environments.yaml: $environment.admin"
  fi
}

# With admin_range none infra-ops answers from inside only, and inside, a VPN too, begins with infra-ops.
check_entry() {
  local key="environments.yaml: $environment.admin_range"
  local repair="set it to your public address, e.g. 203.0.113.7/32"
  [ "${config[admin_range]:-}" = none ] || return 0
  if ! aws eks describe-cluster --name "$cluster" --query cluster.status --output text >/dev/null 2>"$private/describe"; then
    if grep -q ResourceNotFoundException "$private/describe"; then
      problem "$key is none, but $cluster is yet to be made, and its first apply must reach its API" \
        "$repair, for the first apply; back to none once there is a VPN to infra-ops"
    else
      problem "cannot ask for the cluster $cluster: $(tail -n 1 "$private/describe")" "the role needs the right to call: aws eks describe-cluster"
    fi
  elif ! connect 2>"$private/kustomizations.err" || ! ask_flux --timeout=20s; then
    problem "$key is none, and the API of $cluster cannot be reached from here: $(tail -n 1 "$private/kustomizations.err")" \
      "run this inside infra_ops_range, e.g. by a VPN into it, or $repair"
  fi
}

total() { awk '{ sum += $1 } END { printf "%d", sum }' <<<"$1"; }

# check_quota REGION SERVICE CODE NAME NEEDED USED OURS: what is ours already is not needed again.
check_quota() {
  local region=$1 service=$2 code=$3 name=$4 needed=$5 used=$6 ours=$7 limit
  if ! limit=$(aws service-quotas get-service-quota --service-code "$service" --quota-code "$code" --region "$region" --query Quota.Value --output text 2>/dev/null); then
    ask limit "the quota '$name' in $region" aws service-quotas get-aws-default-service-quota --service-code "$service" --quota-code "$code" --region "$region" --query Quota.Value --output text || return 0
  fi
  # The CLI counts page by page.
  limit=${limit%%.*} used=$(total "$used") ours=$(total "$ours")
  if [ $((used - ours + needed)) -gt "$limit" ]; then
    problem "$region: $name: $limit allowed, $((used - ours)) used by others, $needed needed" \
      "aws service-quotas request-service-quota-increase --region $region --service-code $service --quota-code $code --desired-value $((used - ours + needed))"
  fi
}

# Needed in a region: VPCs, addresses, clusters, brokers, vCPUs of one environment.
check_quotas() {
  local region=$1 vpcs=$2 addresses=$3 clusters=$4 brokers=$5 cpus=$6 used ours
  local mine="Name=tag:odds:environment,Values=$environment"
  if ask used "VPCs in $region" aws ec2 describe-vpcs --region "$region" --query 'length(Vpcs)' --output text &&
    ask ours "VPCs in $region" aws ec2 describe-vpcs --region "$region" --filters "$mine" --query 'length(Vpcs)' --output text; then
    check_quota "$region" vpc L-F678F1CE "VPCs" "$vpcs" "$used" "$ours"
  fi
  if ask used "addresses in $region" aws ec2 describe-addresses --region "$region" --query 'length(Addresses)' --output text &&
    ask ours "addresses in $region" aws ec2 describe-addresses --region "$region" --filters "$mine" --query 'length(Addresses)' --output text; then
    check_quota "$region" ec2 L-0263D0A3 "elastic addresses" "$addresses" "$used" "$ours"
  fi
  if ask used "EKS clusters in $region" aws eks list-clusters --region "$region" --query 'length(clusters)' --output text &&
    ask ours "EKS clusters in $region" aws eks list-clusters --region "$region" --query "length(clusters[?starts_with(@, 'odds-$environment-')])" --output text; then
    check_quota "$region" eks L-1194D53C "EKS clusters" "$clusters" "$used" "$ours"
  fi
  if ask used "MSK brokers in $region" aws kafka list-clusters-v2 --region "$region" --query 'sum(ClusterInfoList[].Provisioned.NumberOfBrokerNodes)' --output text &&
    ask ours "MSK brokers in $region" aws kafka list-clusters-v2 --region "$region" --query "sum(ClusterInfoList[?starts_with(ClusterName, 'odds-$environment-')].Provisioned.NumberOfBrokerNodes)" --output text; then
    check_quota "$region" kafka L-EDD31C36 "MSK brokers" "$brokers" "$used" "$ours"
  fi
  # How many run now only CloudWatch knows: the account is this environment's alone.
  check_quota "$region" ec2 L-1216C47A "vCPUs of standard on-demand instances" "$cpus" 0 0
}

# A region has what is needed, in each of its three zones.
check_region() {
  local region=$1 id zone offered instance=$5 versions wanted
  shift
  for zone in "$1" "$2" "$3"; do
    ask id "zone $zone" aws ec2 describe-availability-zones --region "$region" --filters "Name=zone-name,Values=$zone" "Name=state,Values=available" --query 'AvailabilityZones[0].ZoneId' --output text || continue
    case $id in
      None | '') problem "$region: zone $zone is not available to this account" "name another zone in environments.yaml" && continue ;;
      # Where EKS and MSK place nothing, by their user guides.
      use1-az3 | usw1-az2 | cac1-az3) problem "$region: zone $zone ($id) has no EKS control planes or MSK brokers" "name another zone in environments.yaml" ;;
    esac
    if ask offered "instance types in $zone" aws ec2 describe-instance-type-offerings --region "$region" --location-type availability-zone --filters "Name=location,Values=$zone" "Name=instance-type,Values=$instance" --query 'length(InstanceTypeOfferings)' --output text; then
      [ "$offered" != 0 ] || problem "$region: zone $zone has no $instance" "name another zone in environments.yaml, or another instance type in main.tf"
    fi
  done
  if ask versions "EKS versions in $region" aws eks describe-cluster-versions --region "$region" --query 'clusterVersions[].clusterVersion' --output text; then
    for wanted in $(kubernetes_versions); do
      case " ${versions//[$'\t\n']/ } " in *" $wanted "*) ;; *) problem "$region: EKS has no Kubernetes $wanted" "put a version that it has into main.tf and crossplane/envs: ${versions//[$'\t\n']/ }" ;; esac
    done
  fi
  if ask versions "Kafka versions in $region" aws kafka list-kafka-versions --region "$region" --query "KafkaVersions[?Status=='ACTIVE'].Version" --output text; then
    for wanted in $(kafka_versions); do
      case " ${versions//[$'\t\n']/ } " in *" $wanted "*) ;; *) problem "$region: MSK has no Kafka $wanted" "put a version that it has into the KafkaClusters (kafkaVersion): ${versions//[$'\t\n']/ }" ;; esac
    done
  fi
}

# Of infra-ops, and of the spokes.
kubernetes_versions() {
  {
    terraform_value kubernetes_version
    find "$root/crossplane/envs" -path '*/clusters/*.yaml' -exec awk '$1 == "version:" { gsub(/"/, "", $2); print $2 }' {} +
  } | sort -u
}

# What the clusters of Kafka ask for, and what they get if they do not ask.
kafka_versions() {
  {
    find "$root/crossplane/envs" -name '*.yaml' -exec awk '$1 == "kafkaVersion:" { gsub(/"/, "", $2); print $2 }' {} +
    awk '$1 == "kafkaVersion:" { inside = 1 } inside && $1 == "default:" { gsub(/"/, "", $2); print $2; exit }' \
      "$root/crossplane/apis/kafkaclusters/definition.yaml"
  } | sort -u
}

instance_type() {
  awk -v environment="$environment" '$1 == environment && $2 == "=" { inside = 1 }
    inside && /instance_type/ { sub(/.*instance_type *= *"/, ""); sub(/".*/, ""); print; exit }' "$root/main.tf"
}

check_cloud() {
  local instance
  if ! command -v aws >/dev/null || ! check_account; then
    unseen+=("account, quotas and regions: first the above")
    return 0
  fi
  ! command -v flux >/dev/null || check_entry
  instance=$(instance_type)
  check_region "${config[region]:-}" "${config[zone_a]:-}" "${config[zone_b]:-}" "${config[zone_c]:-}" "$instance"
  if [ "$environment" != prod ]; then
    check_quotas "${config[region]}" 4 2 3 6 64
    return 0
  fi
  check_quotas "${config[region]}" 4 6 3 6 160
  # On the day that a region is lost prod has one, and the other answers nobody.
  if grep -q base/second-region "$root/crossplane/envs/prod/second-region/kustomization.yaml"; then
    check_region "${config[second_region]:-}" "${config[second_zone_a]:-}" "${config[second_zone_b]:-}" "${config[second_zone_c]:-}" "$instance"
    # The day it has to take over is too late to ask for more. The two VPCs that it has then stay.
    check_quotas "${config[second_region]}" 6 6 3 6 160
  fi
}

print_problems() {
  local i
  warn "${#problems[@]} problem(s) for $environment:"
  for i in "${!problems[@]}"; do
    warn "  $((i + 1)). ${problems[i]}"
    warn "     → ${repairs[i]}"
  done
  for i in "${unseen[@]}"; do warn "  Not looked at: $i"; done
}

check_all() {
  check_tools
  check_config
  check_ranges
  check_git
  check_cloud
  [ "${#problems[@]}" -gt 0 ] || return 0
  print_problems
  return 1
}
