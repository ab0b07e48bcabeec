# bootstrap.sh --destroy: the phases in reverse order, then infra-ops, then what is left, by tag.
# shellcheck shell=bash

# Only a person who reads destroys: the answers are typed, never given as arguments.
confirm_destroy() {
  local answer
  say "This deletes the environment $environment in account ${config[account]} (${config[region]}):"
  say "  every phase in reverse order, then the cluster $cluster and its network."
  printf 'Type the name of the environment to go on: '
  IFS= read -r answer || answer=''
  [ "$answer" = "$environment" ] || die "not destroyed: that is not its name"
  [ "$environment" = prod ] || return 0
  say "prod holds data that cannot be made again: Kafka, Postgres, the lake. There is no way back."
  printf 'Type "delete the data of prod" to go on: '
  IFS= read -r answer || answer=''
  [ "$answer" = "delete the data of prod" ] || die "not destroyed: prod's data was not confirmed"
  refuse_protected_data
}

# Crossplane leaves alone in AWS what is protected: deleted here, it would run on and cost, unknown
# to anyone. Releasing it is a commit that others see.
refuse_protected_data() {
  local holders
  holders=$(grep -rlE '^[^#]*(protection|value): *"?strong' "$root/crossplane/envs/base" "$root/crossplane/envs/prod" 2>/dev/null | sed "s|^$root/|  |") || true
  [ -n "$holders" ] || return 0
  warn "$holders"
  die "not destroyed: these files still protect prod's data (protection: strong). Release it by a commit to $branch, wait until Flux has applied it, then run this again."
}

# name TAB policy of what exists, last phases first.
existing_reversed() {
  local existing i name
  # Nobody knows is not the same as nothing there.
  existing=$(kustomizations | cut -f 1) || return 1
  for ((i = ${#phase_order[@]} - 1; i >= 0; i--)); do
    name=${phase_order[i]}
    if has_line "$existing" "$name"; then printf '%s\n' "$name"; fi
  done
}

# switched: main.tf decides whether Flux deletes what the phase made.
policy_in_git() {
  # shellcheck disable=SC2016 # It is Flux's variable, not the shell's.
  if [ "${phase_policy[$1]}" = '${deletion_policy}' ]; then echo switched; else echo fixed; fi
}

# The phases that Flux leaves alone until main.tf says otherwise.
still_orphaned() {
  local name
  for name in $1; do
    [ "$(policy_in_git "$name")" = switched ] || continue
    flux export kustomization "$name" | grep -q '^  deletionPolicy: WaitForTermination$' || printf '%s\n' "$name"
  done
}

# The objects themselves say, too, that Flux may delete them: each phase writes that anew. Nothing is
# deleted yet, so a phase that cannot be applied is a reason to stop.
reapply_released() {
  local name message
  for name in $(tac <<<"$1"); do
    [ "$(policy_in_git "$name")" = switched ] || continue
    flux reconcile kustomization "$name" --timeout=15m >/dev/null 2>"$private/reconcile" && continue
    message=$(kustomizations | awk -F'\t' -v name="$name" '$1 == name { print $5 }')
    # Applied, but not healthy: reason enough to destroy it.
    case $message in 'health check failed'*) ;; *)
      die "$name cannot be applied, nothing has been deleted: ${message:-$(tail -n 1 "$private/reconcile")}. A new commit ends a phase's wait." ;;
    esac
  done
}

suspended() { [ "$(kustomizations | awk -F'\t' '$1 == "flux-system" { print $3 }')" = True ]; }

release_phases() {
  local existing left
  connect
  existing=$(existing_reversed) || return 1
  if [ -z "$existing" ]; then
    say "  no phases are left"
    return 0
  fi
  if suspended && [ -z "$(still_orphaned "$existing")" ]; then
    say "  Flux may delete already"
    return 0
  fi
  TF_VAR_teardown=true terraform_run apply -input=false -auto-approve -lock-timeout=5m -target=kubernetes_config_map_v1.environment
  if suspended; then
    flux resume kustomization flux-system --timeout=5m
  else
    flux reconcile kustomization flux-system --timeout=5m
  fi
  reapply_released "$existing"
  left=$(still_orphaned "$existing")
  [ -z "$left" ] || die "Flux would leave in AWS what these phases made (deletionPolicy is not WaitForTermination yet): ${left//$'\n'/ }. See flux get kustomization flux-system."
  # Else it would make again what is deleted.
  flux suspend kustomization flux-system
  suspended || die "flux-system cannot be suspended"
}

delete_phases() {
  local name started existing left
  connect
  existing=$(existing_reversed) || return 1
  for name in $existing; do
    started=$SECONDS
    flux delete kustomization "$name" --silent >/dev/null
    while true; do
      left=$(kustomizations | cut -f 1) || return 1
      has_line "$left" "$name" || break
      [ $((SECONDS - started)) -lt $((wait_minutes * 60)) ] ||
        die "$name is still being deleted after $wait_minutes minutes: flux events --for Kustomization/$name says why"
      sleep "$poll_seconds"
    done
    say "  ${phase_file[$name]%.yaml}: $name is deleted after $(took "$started")"
  done
}

# tagged REGION FILTER...: ARNs.
tagged() {
  local region=$1 arns
  shift
  arns=$(aws resourcegroupstaggingapi get-resources --region "$region" --tag-filters "$@" --query 'ResourceTagMappingList[].ResourceARN' --output text) ||
    die "cannot ask for tagged resources in $region"
  [ "$arns" = None ] || tr '\t' '\n' <<<"$arns" | sed '/^$/d'
}

regions() { printf '%s\n' "${config[region]}" "${config[second_region]}" us-east-1 | sort -u; }

# What Crossplane still has to delete. Keys, secrets and snapshots stay for their waiting time in any case.
left_to_crossplane() {
  local region
  for region in $(regions); do
    tagged "$region" "Key=odds:environment,Values=$environment" "Key=odds:managed-by,Values=crossplane"
  done | grep -v -e '^arn:aws:kms:' -e '^arn:aws:secretsmanager:' -e ':snapshot:' || true
}

# An XR is gone before what it made is: its resources are deleted behind it, and only Crossplane can.
await_crossplane() {
  local started=$SECONDS left
  while true; do
    left=$(left_to_crossplane)
    [ -n "$left" ] || return 0
    if [ $((SECONDS - started)) -ge $((wait_minutes * 60)) ]; then
      warn "$left"
      die "after $wait_minutes minutes Crossplane still has these to delete. infra-ops stays, because nobody else would: empty or release them, and run this again."
    fi
    sleep "$poll_seconds"
  done
}

remove_flux() {
  connect
  flux uninstall --keep-namespace --silent --timeout=10m
}

remove_infra_ops() {
  if cluster_exists && [ "$(aws eks describe-cluster --name "$cluster" --query cluster.deletionProtection --output text)" = True ]; then
    aws eks update-cluster-config --name "$cluster" --no-deletion-protection >/dev/null
    aws eks wait cluster-active --name "$cluster"
  fi
  terraform_run destroy -input=false -auto-approve -lock-timeout=5m
}

report_left() {
  local region arns total=0
  for region in $(regions); do
    arns=$(
      tagged "$region" "Key=odds:environment,Values=$environment"
      tagged "$region" "Key=kubernetes.io/cluster/odds-$environment-compute"
      tagged "$region" "Key=kubernetes.io/cluster/odds-$environment-ingestion"
    )
    [ -n "$arns" ] || continue
    say "  left in $region:"
    sort -u <<<"$arns" | sed 's/^/    /'
    total=$((total + $(sort -u <<<"$arns" | wc -l)))
  done
  say "  $total resource(s) with the tag odds:environment=$environment are left."
  say "  s3://$state_bucket stays on purpose: it holds the history of the state."
}

destroy_check() {
  check_tools
  check_config
  check_account || true
  [ "${#problems[@]}" -gt 0 ] || return 0
  print_problems
  return 1
}

destroy() {
  confirm_destroy
  step 1 8 "check" destroy_check
  if ! state_bucket_exists; then
    say "There is no state in s3://$state_bucket: nothing was made from here."
    step 8 8 "what is left" report_left
    return 0
  fi
  step 2 8 "$terraform init" terraform_init
  if cluster_exists; then
    step 3 8 "let Flux delete" release_phases
    step 4 8 "phases, the last first" delete_phases
    step 5 8 "Crossplane's resources" await_crossplane
    step 6 8 "flux uninstall" remove_flux
  else
    say "[3-6/8] $cluster is gone: nothing to ask of Flux"
  fi
  step 7 8 "infra-ops" remove_infra_ops
  step 8 8 "what is left" report_left
}
