#!/usr/bin/env bash
# Makes infra-ops, the cluster of Flux and Crossplane, and lets Flux make the rest from Git. Run it
# again at any time: it goes on where it stopped. Every setting of an environment is in environments.yaml.
set -euo pipefail
set +x

if [ "${BASH_VERSINFO[0]}" -lt 4 ]; then
  echo "bootstrap.sh needs bash 4.3 or newer; this is $BASH_VERSION (macOS: brew install bash)" >&2
  exit 1
fi

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
flux_version=2.9.4
branch=main
flux_path=clusters/infra-ops

# shellcheck source=tools/bootstrap/common.sh
source "$root/tools/bootstrap/common.sh"
# shellcheck source=tools/bootstrap/ranges.sh
source "$root/tools/bootstrap/ranges.sh"
# shellcheck source=tools/bootstrap/account.sh
source "$root/tools/bootstrap/account.sh"
# shellcheck source=tools/bootstrap/check.sh
source "$root/tools/bootstrap/check.sh"
# shellcheck source=tools/bootstrap/destroy.sh
source "$root/tools/bootstrap/destroy.sh"

usage() {
  cat <<'USAGE'
usage: bootstrap.sh --env dev|prod [--check | --plan | --destroy]
  (nothing)   makes or updates the environment
  --check     tells every problem at once, with its repair; changes nothing
  --plan      --check, and what would change; changes and pushes nothing
  --destroy   deletes the environment in reverse order; asks first

From the environment, never from an argument:
  ODDS_GIT_URL or ODDS_GIT_URL_FILE       https:// or ssh:// address of this repository, without a password
  ODDS_GIT_TOKEN or ODDS_GIT_TOKEN_FILE   for https: a token that may push to main
  ODDS_GIT_KEY_FILE                       for ssh: a private key that may push to main
  ODDS_GIT_USERNAME                       for https, if the server asks for another user than git
  ODDS_WAIT_MINUTES                       how long to wait for all phases (240)
Needs aws, flux and terraform or tofu.
USAGE
}

environment='' action=apply
while [ $# -gt 0 ]; do
  case $1 in
    --env) environment=${2:-} && shift $(($# > 1 ? 2 : 1)) ;;
    --env=*) environment=${1#--env=} && shift ;;
    --check | --plan | --destroy)
      [ "$action" = apply ] || die "$1 and --$action exclude each other"
      action=${1#--} && shift
      ;;
    -h | --help) usage && exit 0 ;;
    *) die "unknown argument (not repeated here, it might be a secret); see bootstrap.sh --help" ;;
  esac
done
case $environment in
  dev | prod) ;;
  *) usage >&2 && die "--env must be dev or prod" ;;
esac

setting git_url ODDS_GIT_URL
setting git_token ODDS_GIT_TOKEN
git_key=${ODDS_GIT_KEY_FILE:-}
git_username=${ODDS_GIT_USERNAME:-git}
wait_minutes=${ODDS_WAIT_MINUTES:-240}
poll_seconds=${ODDS_POLL_SECONDS:-15}

load_environment
load_phases

private=$(mktemp -d)
chmod 700 "$private"
trap 'rm -rf "$private"' EXIT
export AWS_PAGER='' AWS_REGION=${config[region]:-} AWS_DEFAULT_REGION=${config[region]:-}
export KUBECONFIG=$private/kubeconfig
export TF_IN_AUTOMATION=1 TF_INPUT=0 CHECKPOINT_DISABLE=1 TF_VAR_environment=$environment TF_VAR_teardown=false
# One folder an environment: their states are two backends.
export TF_DATA_DIR=$root/.terraform/$environment
if command -v terraform >/dev/null; then terraform=terraform; else terraform=tofu; fi

make_state_bucket() {
  if ! state_bucket_exists; then
    grep -q -e '404' -e 'Not Found' "$private/head" ||
      die "the bucket $state_bucket is not this account's, or you may not see it: $(tail -n 1 "$private/head")"
    if [ "${config[region]}" = us-east-1 ]; then
      aws s3api create-bucket --bucket "$state_bucket" >/dev/null
    else
      aws s3api create-bucket --bucket "$state_bucket" \
        --create-bucket-configuration "LocationConstraint=${config[region]}" >/dev/null
    fi
    say "  made s3://$state_bucket"
  fi
  # Said each time: a run that stopped here left a bucket without them.
  aws s3api put-public-access-block --bucket "$state_bucket" --public-access-block-configuration \
    BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
  aws s3api put-bucket-versioning --bucket "$state_bucket" --versioning-configuration Status=Enabled
  aws s3api put-bucket-encryption --bucket "$state_bucket" --server-side-encryption-configuration \
    '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms"},"BucketKeyEnabled":true}]}'
  aws s3api put-bucket-policy --bucket "$state_bucket" --policy \
    '{"Version":"2012-10-17","Statement":[{"Sid":"TlsOnly","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::'"$state_bucket"'","arn:aws:s3:::'"$state_bucket"'/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}'
  aws s3api put-bucket-tagging --bucket "$state_bucket" --tagging \
    "TagSet=[{Key=odds:environment,Value=$environment},{Key=odds:owner,Value=${config[owner]}},{Key=odds:cost-center,Value=${config[cost_center]}},{Key=odds:managed-by,Value=bootstrap},{Key=odds:resource,Value=State/infra-ops}]"
}

apply_terraform() {
  terraform_run plan -input=false -lock-timeout=5m -out="$private/plan" &&
    terraform_run apply -input=false -lock-timeout=5m "$private/plan"
}

bootstrap_flux() {
  local -a login=(--token-auth "--username=$git_username")
  [ -z "$git_key" ] || login=("--private-key-file=$git_key")
  connect
  # An interrupted --destroy suspended it; bootstrap would wait for it in vain.
  ! suspended || flux resume kustomization flux-system --timeout=5m
  # The token goes through the environment: arguments stand in the process list.
  GIT_PASSWORD=$git_token flux bootstrap git --url="$git_url" --branch="$branch" --path="$flux_path" \
    --version="v$flux_version" --timeout=10m --silent "${login[@]}" 2>&1 | without_secret
}

# Ready at the revision that the source has: Ready alone may speak of the commit before.
ready_phases() {
  local revision
  revision=$(flux get sources git flux-system --no-header | awk -F'\t' '{ gsub(/^ +| +$/, "", $2); print $2; exit }')
  kustomizations | awk -F'\t' -v revision="$revision" '$4 == "True" && $2 == revision { print $1 }'
}

why_not_ready() {
  local listing name
  listing=$(kustomizations) || return 0
  for name in "$@"; do
    warn "  ${phase_file[$name]%.yaml}: $name: $(awk -F'\t' -v name="$name" '
      $1 == name { found = 1; print $4 == "True" ? "ready at " $2 " (an older commit, or only just)" : $5 }
      END { if (!found) print "flux-system has not made it; see flux get kustomization flux-system" }' <<<"$listing")"
  done
}

wait_for_phases() {
  local started=$SECONDS reported=$SECONDS name ready missing
  local -A seen=()
  connect
  flux reconcile source git flux-system --timeout=5m >/dev/null
  while true; do
    # A call that fails now may not fail in a minute; only time ends the wait.
    ready=$(ready_phases) || ready=''
    missing=''
    for name in "${phase_order[@]}"; do
      if has_line "$ready" "$name"; then
        [ -n "${seen[$name]:-}" ] || say "  ${phase_file[$name]%.yaml}: $name is ready after $(took "$started") (expected for this phase: ${phase_minutes[$name]:-?} min)"
        seen[$name]=1
      else
        missing+=" $name"
      fi
    done
    [ -n "$missing" ] || return 0
    if [ $((SECONDS - started)) -ge $((wait_minutes * 60)) ]; then
      # shellcheck disable=SC2086 # One word a phase.
      why_not_ready $missing
      die "after $wait_minutes minutes these are not ready:$missing. Flux goes on trying; run the same command again to go on waiting."
    fi
    if [ $((SECONDS - reported)) -ge 300 ]; then
      reported=$SECONDS
      say "  $(took "$started"): waiting for$missing"
    fi
    sleep "$poll_seconds"
  done
}

# Without a state there is no backend to plan against: a copy with a local one shows what a first run makes.
plan() {
  local name
  if state_bucket_exists; then
    terraform_init
    terraform_run plan -input=false -lock=false
  else
    say "  The bucket s3://$state_bucket would be made."
    local copy=$private/first
    mkdir -p "$copy/crossplane"
    cp "$root"/*.tf "$root/environments.yaml" "$copy/"
    [ ! -f "$root/.terraform.lock.hcl" ] || cp "$root/.terraform.lock.hcl" "$copy/"
    cp -r "$root/crossplane/generated" "$root/crossplane/boundary.json" "$copy/crossplane/"
    printf 'terraform {\n  backend "local" {}\n}\n' >"$copy/backend_override.tf"
    (cd "$copy" && export TF_DATA_DIR=$copy/.terraform && "$terraform" init -input=false && "$terraform" plan -input=false -lock=false)
  fi
  say "Flux would follow the branch $branch of $git_url, folder $flux_path, in this order:"
  for name in "${phase_order[@]}"; do
    printf '  %-22s %-24s after %s\n' "${phase_file[$name]%.yaml}" "$name" "${phase_needs[$name]:-nothing}"
  done
  say "What a change of the phases does to their objects: make plan-infra."
}

case $action in
  check) check_all && say "No problems: bootstrap.sh --env $environment can run." ;;
  plan)
    step 1 2 "check" check_all
    step 2 2 "plan" plan
    ;;
  apply)
    step 1 6 "check" check_all
    step 2 6 "state bucket $state_bucket" make_state_bucket
    step 3 6 "$terraform init" terraform_init
    step 4 6 "$terraform apply: $cluster" apply_terraform
    step 5 6 "flux bootstrap" bootstrap_flux
    step 6 6 "phases" wait_for_phases
    say "$environment stands. Changes go to the branch $branch; Flux follows."
    ;;
  destroy) destroy ;;
esac
