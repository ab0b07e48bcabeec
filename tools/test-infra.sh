#!/usr/bin/env bash
# What `make test-infra` runs. Everything runs, also after a failure: one run shows all that is wrong.
# Usage: tools/test-infra.sh [dev|prod]   with an environment: that one on real API servers, and no more
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export GOTOOLCHAIN=local CGO_ENABLED=0 GOWORK=off
if [ $# -gt 0 ]; then
  folder=$(tools/build.sh proof)
  exec "${folder#proof=}/proof" check --env "$1"
fi

failed=()
started=$SECONDS

step() {
  local name=$1 before=$SECONDS verdict=ok
  took=
  shift
  printf '\n== %s\n' "$name"
  if ! "$@"; then
    failed+=("$name")
    verdict=FAILED
  fi
  printf '== %s: %s, %d s\n' "$name" "$verdict" "${took:-$((SECONDS - before))}"
}

# Go remembers a result and looks at files outside its module no more: what is judged here is all outside.
tests() {
  local before=$SECONDS result=0
  (cd tools/proof && go vet ./... && go test -count=1 -timeout 20m -p 2 ./...) || result=$?
  echo "$((SECONDS - before))" >"$log.took"
  return "$result"
}

# What one process of this run has built or composed, the others need not do again; the next run starts anew.
PROOF_MEMORY=$(mktemp -d)
export PROOF_MEMORY
# Less of the time goes into collecting garbage; the limit keeps a machine of 8 GB usable.
export GOGC=200 GOMEMLIMIT=1GiB

# The tests run beside the rest, which keeps a second core busy only at times; their output comes last.
log=$(mktemp)
set -m
tests_pid=
trap 'rm -rf "$log" "$log.took" "$PROOF_MEMORY"' EXIT
trap 'if [ -n "$tests_pid" ]; then kill -TERM -- "-$tests_pid" 2>/dev/null || true; fi; exit 130' INT TERM
await_tests() {
  local result=0
  wait "$tests_pid" || result=$?
  cat "$log"
  # They ran beside the rest: what counts is not how long they were waited for.
  took=$(cat "$log.took" 2>/dev/null || true)
  return "$result"
}

folders=$(tools/build.sh)
proof=$(sed -n 's/^proof=//p' <<<"$folders")/proof

tests >"$log" 2>&1 &
tests_pid=$!

for script in tools/test-*.sh; do
  if [ "$script" != tools/test-infra.sh ]; then step "$(basename "$script" .sh)" "$script"; fi
done
step 'proof check' "$proof" check --env all
step 'tests of the proof' await_tests

printf '\n%d s\n' "$((SECONDS - started))"
if [ ${#failed[@]} -gt 0 ]; then
  printf 'FAILED: %s\n' "${failed[@]}" >&2
  exit 1
fi
