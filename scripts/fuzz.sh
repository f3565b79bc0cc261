#!/usr/bin/env bash
# Builds the fuzzers (preset `fuzz`, clang++) and lets each try inputs for a while, starting from tests/fuzz/corpus.
# Prints the number of inputs that each has tried; fails, and tells where the input lies, when one crashed a reader or
# kept it busy for more than a second.
# Usage: scripts/fuzz.sh [SECONDS] [TARGET...]     (default: 300 seconds for each of all targets)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-300}
shift || true
targets=("$@")
[ "${#targets[@]}" -gt 0 ] || mapfile -t targets < <(find tests/fuzz/corpus -mindepth 1 -maxdepth 1 -printf '%f\n' | sort)

scripts/install_packages.sh clang
scripts/setup.sh rlrun_core
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz -- --quiet >&2

failed=0
for target in "${targets[@]}"; do
  found=build/fuzz/found/$target
  log=build/fuzz/$target.log
  mkdir -p "$found/inputs"
  # What is found goes to the first folder; the kept corpus is only read.
  if "build/fuzz/fuzz_$target" -timeout=1 -max_total_time="$seconds" -print_final_stats=1 \
    -artifact_prefix="$found/" "$found/inputs" "tests/fuzz/corpus/$target" >"$log" 2>&1; then
    echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs tried"
  else
    tail -n 40 "$log" >&2
    echo "$target: failed; the input lies in $found, all that was said in $log"
    failed=1
  fi
done
exit "$failed"
