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

scripts/install_packages.sh clang libclang-rt-dev
scripts/setup.sh rlrun_core
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz -- --quiet >&2

# What is found goes to the first folder; the kept corpus is only read.
fuzz() {
  local target=$1 found=build/fuzz/found/$1 log=build/fuzz/$1.log
  mkdir -p "$found/inputs"
  if "build/fuzz/fuzz_$target" -timeout=1 -max_total_time="$seconds" -print_final_stats=1 \
    -artifact_prefix="$found/" "$found/inputs" "tests/fuzz/corpus/$target" >"$log" 2>&1; then
    echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs tried"
    return
  fi
  tail -n 40 "$log" >&2
  echo "$target: failed; the input lies in $found, all that was said in $log"
  return 1
}

# As many at once as there are cores.
processes=()
for target in "${targets[@]}"; do
  while [ "$(jobs -pr | wc -l)" -ge "$(nproc)" ]; do sleep 0.1; done
  fuzz "$target" &
  processes+=("$!")
done
failed=0
for process in "${processes[@]}"; do wait "$process" || failed=1; done
exit "$failed"
