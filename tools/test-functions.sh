#!/usr/bin/env bash
# Tests of the Python behind the compositions, in the environment that the proof renders with.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$(tools/build.sh pythonic)
PYTHONDONTWRITEBYTECODE=1 "${folder#pythonic=}/bin/python" -m unittest discover --start-directory crossplane/functions/tests
