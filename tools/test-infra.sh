#!/usr/bin/env bash
# What `make test-infra` runs. Everything runs, also after a failure: one run shows all that is wrong.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export GOTOOLCHAIN=local CGO_ENABLED=0 GOWORK=off
failed=()
started=$SECONDS

step() {
  local name=$1 before=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  if "$@"; then
    printf '== %s: ok, %d s\n' "$name" "$((SECONDS - before))"
  else
    failed+=("$name")
    printf '== %s: FAILED, %d s\n' "$name" "$((SECONDS - before))"
  fi
}

# Go remembers a result and looks at files outside its module no more: what is judged here is all outside.
tests() { (cd tools/proof && go vet ./... && go test -count=1 -timeout 20m -p 2 ./...); }

# What one process of this run has built or composed, the others need not do again; the next run starts anew.
PROOF_MEMORY=$(mktemp -d)
export PROOF_MEMORY
# Less of the time goes into collecting garbage; the limit keeps a machine of 8 GB usable.
export GOGC=200 GOMEMLIMIT=1GiB

# The tests run beside the rest, which keeps a second core busy only at times; their output comes last.
log=$(mktemp)
set -m
tests_pid=
trap 'rm -rf "$log" "$PROOF_MEMORY"' EXIT
trap 'if [ -n "$tests_pid" ]; then kill -TERM -- "-$tests_pid" 2>/dev/null || true; fi; exit 130' INT TERM
await_tests() {
  local result=0
  wait "$tests_pid" || result=$?
  cat "$log"
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
