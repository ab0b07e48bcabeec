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

# Every process of the run takes the tools from here, and what another of them has built already.
PROOF_TOOLS=$(tools/build.sh)
PROOF_MEMORY=$(mktemp -d)
export PROOF_TOOLS PROOF_MEMORY
# Less of the time goes into collecting garbage; the limit keeps a machine of 8 GB usable.
export GOGC=200 GOMEMLIMIT=1GiB

running=
trap 'rm -rf "$PROOF_MEMORY"' EXIT
trap 'if [ -n "$running" ]; then kill -TERM "$running" 2>/dev/null || true; wait "$running" || true; fi; exit 130' INT TERM
folder() { sed -n "s/^$1=//p" <<<"$PROOF_TOOLS"; }
"$(folder proof)/proof" check --env all --tests "$(folder tests)" &
running=$!
wait "$running"
