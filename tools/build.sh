#!/usr/bin/env bash
# Builds the pinned tools of the infrastructure proof, each module once, into a cache outside the
# clone. Prints the folders as NAME=PATH lines on stdout and its progress on stderr.
# Usage: tools/build.sh [apiserver] [crossplane] [pythonic] [proof] [tests]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/odds-update/tools
kubernetes=v1.36.3
go_min=1.26.0
python_min=3.11
download='https://go.dev/dl'

export GOTOOLCHAIN=local CGO_ENABLED=0 GOWORK=off
export GOFLAGS='-trimpath -mod=readonly -buildvcs=false'

say() { printf '%s\n' "$*" >&2; }

check_go() {
  local version
  if ! command -v go >/dev/null; then
    say "Please install Go $go_min or newer: unpack go${go_min}.linux-amd64.tar.gz (or your platform's) of $download"
    say "into /usr/local and put /usr/local/go/bin on the PATH. Debian 12's golang package is too old."
    exit 1
  fi
  version=$(go env GOVERSION)
  if [ "$(printf '%s\n' "$go_min" "${version#go}" | sort -V | head -n 1)" != "$go_min" ]; then
    say "Go ${version#go} at $(command -v go) is too old: please install Go $go_min or newer from $download."
    exit 1
  fi
}

# The first Python that is new enough and can make an environment with pip in it.
python() {
  local candidate
  for candidate in ${PYTHON:+"$PYTHON"} python3 python3.11 python3.12 python3.13 python3.14; do
    if "$candidate" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  say "Please install Python $python_min or newer with venv: e.g. apt-get install python3 python3-venv"
  return 1
}

# The key holds all that decides what the binaries are; the harness is our own code, so its sources too.
key_of() {
  {
    cat "$here/build.sh"
    if [ "$1" = pythonic ]; then
      "$python" -VV
      cat "$here/pythonic/requirements.txt"
      return
    fi
    go env GOVERSION GOOS GOARCH
    local module=$1
    if [ "$1" = tests ]; then module=proof; fi
    cat "$here/$module/go.mod" "$here/$module/go.sum"
    if [ "$module" = proof ]; then
      # Names, too: a file that moves belongs to another package.
      (cd "$here/proof" && find . -type f \( -name '*.go' -o -path '*/embed/*' \) | if [ "$1" = tests ]; then cat; else grep -v '_test\.go$'; fi |
        LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum)
    fi
  } | sha256sum | cut -c 1-16
}

compile() {
  local out=$2
  cd "$here/${1/#tests/proof}"
  case $1 in
    apiserver)
      go build -p 2 -ldflags '-s -w' -o "$out/etcd" go.etcd.io/etcd/server/v3
      local version=k8s.io/component-base/version
      go build -p 2 -o "$out/kube-apiserver" -ldflags "-s -w -X $version.gitVersion=$kubernetes \
        -X $version.gitMajor=1 -X $version.gitMinor=36" k8s.io/kubernetes/cmd/kube-apiserver
      ;;
    pythonic)
      "$python" -m venv "$out"
      "$out/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
        -r requirements.txt
      # pip's own launcher holds the folder's name, which changes.
      {
        echo '#!/bin/sh'
        echo 'exec "$(dirname "$0")/python" -c "from crossplane.pythonic.main import main; main()" "$@"'
      } >"$out/bin/function-pythonic"
      ;;
    crossplane) go build -p 2 -ldflags '-s -w' -o "$out/" tool ;;
    proof) go build -p 2 -ldflags '-s -w' -o "$out/proof" . ;;
    # Vetted once, as they are linked once: both judge what the key holds, and nothing else.
    tests)
      go vet ./...
      go test -c -p 2 -vet=off -ldflags '-s -w' -o "$out/" ./...
      ;;
  esac
}

build() {
  local name=$1 folder log pid started waited
  folder=$cache/$name-$(key_of "$name")
  if [ ! -d "$folder" ]; then
    mkdir -p "$cache"
    local temporary
    temporary=$(mktemp -d "$cache/.$name-XXXXXX")
    log=$cache/$name.log
    started=$SECONDS
    say "building tools/$name (the log is $log)"
    (compile "$name" "$temporary") >"$log" 2>&1 &
    pid=$!
    trap 'kill "$pid" 2>/dev/null; rm -rf "$temporary"; exit 130' INT TERM
    while kill -0 "$pid" 2>/dev/null; do
      sleep 1
      waited=$((SECONDS - started))
      if [ $((waited % 15)) = 0 ]; then say "  tools/$name: $waited s"; fi
    done
    if ! wait "$pid"; then
      rm -rf "$temporary"
      tail -n 30 "$log" >&2
      say "tools/$name does not build; the whole log is $log"
      exit 1
    fi
    trap - INT TERM
    # Another build may have been faster; both hold the same.
    mv -T "$temporary" "$folder" 2>/dev/null || rm -rf "$temporary"
    say "  tools/$name: built in $((SECONDS - started)) s"
  fi
  # For bound: it was used just now.
  touch "$folder"
  printf '%s=%s\n' "$name" "$folder"
}

# The tests are as large as all else together, and each change of the harness makes new ones. The last few stay.
bound() {
  local folders old
  folders=("$cache"/tests-*/)
  if [ ${#folders[@]} -le 4 ]; then return; fi
  # shellcheck disable=SC2012 # their names are ours
  ls -1dt "${folders[@]}" | tail -n +5 | while read -r old; do rm -rf "$old"; done
}

check_go
python=$(python)
if [ $# = 0 ]; then set -- apiserver crossplane pythonic proof tests; fi
for name in "$@"; do build "$name"; done
bound
