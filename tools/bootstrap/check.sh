# bootstrap.sh --check: every problem at once, each with its repair. Only reading calls.
# shellcheck shell=bash

declare -a problems=() repairs=() unseen=() hints=()
problem() {
  problems+=("$1")
  repairs+=("$2")
}

# What does not stop today.
hint() { hints+=("$1" "$2"); }

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
  check_alone
  [[ ${config[admin]:-} =~ ^arn:aws:iam::"${config[account]:-}":(role|user)/.+$ ]] ||
    problem "environments.yaml: $environment.admin '${config[admin]:-}' is not a role or user of account ${config[account]:-}" "write the ARN of the role that runs bootstrap.sh"
  [[ ${config[quants]:-} =~ ^arn:aws:iam::"${config[account]:-}":(role|user)/.+$ ]] ||
    problem "environments.yaml: $environment.quants '${config[quants]:-}' is not a role or user of account ${config[account]:-}" "write the ARN of the role in which quants work; a star for what single sign-on appends"
  for zone in zone_a zone_b zone_c; do
    [[ ${config[$zone]:-} == "${config[region]:-}"? ]] || problem "environments.yaml: $environment.$zone '${config[$zone]:-}' is no zone of ${config[region]:-}" "name three zones of that region"
    [[ ${config[second_$zone]:-} == "${config[second_region]:-}"? ]] || problem "environments.yaml: $environment.second_$zone '${config[second_$zone]:-}' is no zone of ${config[second_region]:-}" "name three zones of that region"
  done
  for zone in '' second_; do
    [ "$(printf '%s\n' "${config[${zone}zone_a]:-a}" "${config[${zone}zone_b]:-b}" "${config[${zone}zone_c]:-c}" | sort -u | wc -l)" -eq 3 ] ||
      problem "environments.yaml: $environment.${zone}zone_a, _b and _c are not three" "name three zones"
  done
  [[ ${config[monthly_budget_usd]:-} =~ ^[1-9][0-9]*$ ]] ||
    problem "environments.yaml: $environment.monthly_budget_usd '${config[monthly_budget_usd]:-}' is not a number of dollars" "write whole dollars in quotes, e.g. \"4000\""
  [[ ${config[budget_email]:-} =~ ^[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+$ ]] ||
    problem "environments.yaml: $environment.budget_email '${config[budget_email]:-}' is not an address" "write who is told when the budget is in danger"
  [ "${config[region]:-}" != "${config[second_region]:-}" ] || problem "environments.yaml: $environment.second_region is the first one" "name another region"
}

# Names and rights say odds-, not which environment: in one account each would own the other's roles, keys and buckets.
check_alone() {
  local other key value
  while read -r other; do
    [ "$other" != "$environment" ] || continue
    while IFS='=' read -r key value; do
      if [ "$key" = account ] && [ "$value" = "${config[account]:-}" ]; then
        problem "environments.yaml: $environment.account and $other.account are both $value" \
          "give each environment an account of its own: the rights of one reach everything named odds- in its account"
      fi
    done < <(environment_values "$other")
  done < <(sed -nE 's/^([a-z][a-z0-9-]*):[[:space:]]*(#.*)?$/\1/p' "$root/environments.yaml")
}

check_git() {
  local mode variable
  for variable in ODDS_GIT_URL_FILE ODDS_GIT_TOKEN_FILE; do
    [ -z "${!variable:-}" ] || [ -r "${!variable}" ] || problem "$variable names a file that cannot be read" "correct the path or its rights"
  done
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

declare -A unanswered=()

# ask INTO WHAT COMMAND...: a call that fails is a problem like any other, or what $judge makes of it; said once.
ask() {
  local -n answer=$1
  local what=$2
  shift 2
  if ! answer=$("$@" 2>"$private/asked"); then
    [ -n "${unanswered[$what]:-}" ] ||
      "${judge:-problem}" "cannot ask for $what: $(tail -n 1 "$private/asked")" "${repair:-the role needs the right to call: ${*:1:3}}"
    unanswered[$what]=yes
    return 1
  fi
}

check_account() {
  local account arn role
  # A right to ask this is not needed: who cannot is not logged in.
  repair="log in (aws sso login, or AWS_PROFILE), or reach AWS" ask account "the account" aws sts get-caller-identity --query Account --output text || return 1
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

check_cloud() {
  if ! command -v aws >/dev/null || ! check_account; then
    unseen+=("account, quotas and regions: first the above")
    return 0
  fi
  ! command -v flux >/dev/null || check_entry
  check_region "${config[region]:-}" first "${config[zone_a]:-}" "${config[zone_b]:-}" "${config[zone_c]:-}"
  check_quotas "${config[region]:-}" first infra-ops
  if grep -q "^$environment second " "$needs_file"; then
    # On the day that a region is lost all of the first one is made here, beside what is here already.
    check_region "${config[second_region]:-}" first "${config[second_zone_a]:-}" "${config[second_zone_b]:-}" "${config[second_zone_c]:-}"
    check_quotas "${config[second_region]:-}" second
    judge=hint check_quotas "${config[second_region]:-}" first second infra-ops
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

print_hints() {
  local i
  [ "${#hints[@]}" -gt 0 ] || return 0
  warn "For the day on which ${config[region]:-} is lost; then it is too late to ask for more:"
  for ((i = 0; i < ${#hints[@]}; i += 2)); do
    warn "  - ${hints[i]}"
    warn "    → ${hints[i + 1]}"
  done
}

check_all() {
  check_tools
  check_config
  check_ranges
  check_git
  check_cloud
  print_hints
  [ "${#problems[@]}" -gt 0 ] || return 0
  print_problems
  return 1
}
