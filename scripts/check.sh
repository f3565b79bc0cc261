#!/usr/bin/env bash
# The long checks: formatting, clang-tidy, and the tests under AddressSanitizer with UndefinedBehaviorSanitizer and
# under ThreadSanitizer. Takes much longer than scripts/test.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/check_format.sh
scripts/install_packages.sh clang clang-tidy libclang-rt-dev
scripts/setup.sh
echo "clang-tidy" >&2
# It follows the commands of the preset that compiles with clang++, without precompiled headers and many sources at once:
# what they include is read once for all.
cmake --preset fuzz >/dev/null
sources=$(sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' build/fuzz/compile_commands.json | grep -v '/tests/' | sort -u)
tidy() {
  xargs -d '\n' -P "$(nproc)" -n 1 clang-tidy --quiet -p build/fuzz --checks="-bugprone-suspicious-include$1"
}
grep -v /rlrun_config.dir/ <<<"$sources" | tidy ""
# yaml-cpp declares a Node without defining it, which is taken for that of lib/config.
grep /rlrun_config.dir/ <<<"$sources" | tidy ,-bugprone-forward-declaration-namespace
for preset in asan tsan; do
  echo "$preset" >&2
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" -- --quiet
  ctest --preset "$preset" --parallel "$(nproc)" --label-exclude '^learning$'
done
