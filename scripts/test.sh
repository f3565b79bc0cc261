#!/usr/bin/env bash
# Sets up what is missing, then runs the whole CTest suite of the `release` preset.
# Usage: scripts/test.sh [--short] [arguments of ctest]     --short leaves out the tests that train for long
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

selection=()
if [ "${1:-}" = --short ]; then
  selection=(--label-exclude '^learning$')
  shift
fi
scripts/setup.sh
ctest --preset release --parallel "$(nproc)" "${selection[@]}" "$@"
