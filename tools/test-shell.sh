#!/usr/bin/env bash
# Every shell script of the control plane is clean under shellcheck, whose pinned release PyPI has.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

requirements=tools/shellcheck/requirements.txt
folder=${XDG_CACHE_HOME:-$HOME/.cache}/odds-update/tools/shellcheck-$(sha256sum "$requirements" | cut -c 1-16)
if [ ! -x "$folder/bin/shellcheck" ]; then
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    echo "Please install Python with venv: e.g. apt-get install python3 python3-venv" >&2
    exit 1
  fi
  # A folder that exists is whole.
  temporary=$folder.$$
  trap 'rm -rf "$temporary"' EXIT
  python3 -m venv "$temporary"
  "$temporary/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r "$requirements"
  mv -T "$temporary" "$folder" 2>/dev/null || true
fi

# Followed from bootstrap.sh: alone, its parts know none of each other's variables.
"$folder/bin/shellcheck" --check-sourced --external-sources bootstrap.sh
"$folder/bin/shellcheck" --severity=warning --external-sources tools/*.sh
echo "shellcheck $("$folder/bin/shellcheck" --version | sed -n 's/^version: //p'): bootstrap.sh, tools/bootstrap/*.sh and tools/*.sh are clean"
