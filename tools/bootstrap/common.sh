# Shared by the parts of bootstrap.sh: output, steps with times, and what stands in the repository's files.
# shellcheck shell=bash

declare -A config=()   # of environments.yaml
declare -a phase_order=() # Kustomizations, dependencies first
declare -A phase_file=() phase_needs=() phase_policy=() phase_minutes=()

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() {
  warn "bootstrap.sh: $*"
  exit 1
}

took() {
  local seconds=$((SECONDS - $1))
  if [ "$seconds" -lt 60 ]; then printf '%d s' "$seconds"; else printf '%d min %02d s' $((seconds / 60)) $((seconds % 60)); fi
}

# step NUMBER OF NAME COMMAND...: says what runs and how long it took; a failure says how to go on.
step() {
  local number=$1 of=$2 name=$3 started=$SECONDS code=0
  shift 3
  say "[$number/$of] $name"
  # In its own shell, so that set -e holds inside; what a step finds out, the next one asks again.
  set +e
  (
    set -e
    "$@"
  )
  code=$?
  set -e
  if [ "$code" != 0 ]; then
    warn "[$number/$of] $name: failed after $(took "$started"). Run the same command again once it is repaired: what is done stays done."
    exit "$code"
  fi
  say "[$number/$of] $name: done in $(took "$started")"
}

# has_line TEXT LINE. No process: it is asked for every phase, again and again.
has_line() { [[ $'\n'$1$'\n' == *$'\n'"$2"$'\n'* ]]; }

# Prints key=value of one environment. The file is flat on purpose: see its head.
environment_values() {
  awk -v environment="$1" '
    /^[^[:space:]#]/ { inside = ($1 == environment ":"); next }
    inside && /^  [a-z0-9_]+:/ {
      key = $1
      sub(/:$/, "", key)
      value = $0
      sub(/^  [a-z0-9_]+:[[:space:]]*/, "", value)
      sub(/[[:space:]]+#.*$/, "", value)
      sub(/[[:space:]]+$/, "", value)
      if (value ~ /^".*"$/) value = substr(value, 2, length(value) - 2)
      print key "=" value
    }' "$root/environments.yaml"
}

load_environment() {
  local key value
  while IFS='=' read -r key value; do config[$key]=$value; done < <(environment_values "$environment")
  [ "${#config[@]}" -gt 0 ] || die "environments.yaml has no environment $environment"
  cluster="odds-$environment-infra-ops"
  # Bucket names are the world's: a hub in the second region needs its own, whatever became of the first's.
  state_bucket="odds-$environment-state-${config[region]:-}-${config[account]:-}"
}

# Prints every Kustomization of the phases, dependencies first:
# name TAB file TAB needs (comma) TAB deletionPolicy TAB expected minutes. Fails on a cycle.
read_phases() {
  awk '
    function flush() {
      if (kind == "Kustomization" && name != "") {
        count++
        names[count] = name; known[name] = 1
        files[count] = file; needs[count] = need; policies[count] = policy; minutes[count] = minute
      }
      kind = name = need = policy = minute = section = list = ""
    }
    FNR == 1 { flush(); file = FILENAME; sub(/^.*\//, "", file) }
    /^---/ { flush(); next }
    /^[a-z]/ { section = $1; list = "" }
    /^kind:/ { kind = $2 }
    section == "metadata:" && /^  name:/ { name = $2 }
    section == "metadata:" && /expected-minutes:/ { minute = $2; gsub(/"/, "", minute) }
    section == "spec:" && /^  [a-zA-Z]/ { list = $1 }
    section == "spec:" && /^  deletionPolicy:/ { policy = $2 }
    list == "dependsOn:" && /^ *- name:/ { need = need (need == "" ? "" : ",") $3 }
    END {
      flush()
      for (round = 0; done < count; round++) {
        before = done
        for (i = 1; i <= count; i++) {
          if (printed[names[i]]) continue
          ready = 1
          parts = split(needs[i], list_of, ",")
          for (p = 1; p <= parts; p++) {
            if (!known[list_of[p]]) { print names[i] " depends on " list_of[p] ", which no phase holds" > "/dev/stderr"; exit 1 }
            if (!printed[list_of[p]]) ready = 0
          }
          if (!ready) continue
          print names[i] "\t" files[i] "\t" needs[i] "\t" policies[i] "\t" minutes[i]
          printed[names[i]] = 1
          done++
        }
        if (done == before) { print "the phases depend on each other in a circle" > "/dev/stderr"; exit 1 }
      }
    }' "$root"/clusters/infra-ops/[0-9]*.yaml
}

load_phases() {
  local name file needs policy minutes listing
  listing=$(read_phases) || die "clusters/infra-ops has no order"
  # A space for the tab: read would take two tabs for one.
  while IFS='|' read -r name file needs policy minutes; do
    [ -n "$name" ] || continue
    phase_order+=("$name")
    phase_file[$name]=$file
    phase_needs[$name]=$needs
    phase_policy[$name]=$policy
    phase_minutes[$name]=$minutes
  done <<<"${listing//$'\t'/|}"
}

# The first value of an argument in the Terraform files, e.g. kubernetes_version.
terraform_value() {
  awk -v name="$1" -F'"' '$1 ~ "^[ \t]*" name "[ \t]*=" { print $2; exit }' "$root/main.tf"
}

# Child processes must not say the token either, whatever they print.
without_secret() {
  ODDS_HIDE=$git_token awk '
    BEGIN { secret = ENVIRON["ODDS_HIDE"] }
    {
      if (secret != "") while ((at = index($0, secret)) > 0)
        $0 = substr($0, 1, at - 1) "***" substr($0, at + length(secret))
      print
      fflush()
    }'
}

# Reads one setting from NAME or from the file that NAME_FILE says, and takes it out of the
# environment, so that no child inherits it.
setting() {
  local -n into=$1
  local variable=$2 file_variable=$2_FILE
  into=${!variable:-}
  if [ -z "$into" ] && [ -n "${!file_variable:-}" ]; then
    if [ -r "${!file_variable}" ]; then into=$(head -n 1 "${!file_variable}"); fi
  fi
  unset "$variable"
}

terraform_run() {
  (cd "$root" && exec "$terraform" "$@")
}

terraform_init() {
  terraform_run init -input=false -reconfigure -backend-config="bucket=$state_bucket" \
    -backend-config="key=infra-ops.tfstate" -backend-config="region=${config[region]}"
}

state_bucket_exists() {
  aws s3api head-bucket --bucket "$state_bucket" --expected-bucket-owner "${config[account]}" >/dev/null 2>"$private/head"
}

cluster_exists() {
  aws eks describe-cluster --name "$cluster" --query cluster.status --output text >/dev/null 2>"$private/describe" && return 0
  grep -q ResourceNotFoundException "$private/describe" || die "cannot ask for the cluster $cluster: $(tail -n 1 "$private/describe")"
  return 1
}

# The kubeconfig holds no token: the aws CLI is asked for one at each use.
connect() {
  aws eks update-kubeconfig --name "$cluster" --kubeconfig "$KUBECONFIG" >/dev/null
  chmod 600 "$KUBECONFIG"
}

# A cluster without Flux answers, too.
ask_flux() {
  flux get kustomizations --no-header "$@" >"$private/kustomizations" 2>"$private/kustomizations.err" ||
    grep -q -e 'no matches for kind' -e 'no Kustomization objects found' "$private/kustomizations.err"
}

# name TAB revision TAB suspended TAB ready TAB message, of every Kustomization that is there.
kustomizations() {
  ask_flux ||
    die "cannot ask Flux on $cluster: $(tail -n 1 "$private/kustomizations.err"). Is its API reachable from here? See admin_range in environments.yaml."
  awk -F'\t' '{ for (i = 1; i <= NF; i++) gsub(/^ +| +$/, "", $i); print $1 "\t" $2 "\t" $3 "\t" $4 "\t" $5 }' "$private/kustomizations"
}
