#!/usr/bin/env bash
# Fails when a C++ source is not formatted as .clang-format says. With --fix it formats them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/install_packages.sh clang-format
mode=(--dry-run -Werror)
[ "${1:-}" != --fix ] || mode=(-i)
find lib envs apps tests bench \( -name '*.hpp' -o -name '*.cpp' \) -print0 | xargs -0 clang-format "${mode[@]}"
