#!/usr/bin/env bash
# Builds the benchmarks, runs them on one thread and prints their ratios; without flags also what a second core gains
# (scripts/bench_threads.sh), and what a step costs at the end of a run beside its start for the default config of every
# learner (scripts/bench_start_and_end.sh). They mean something on a quiet machine only.
# Usage: scripts/bench.sh [release|native] [flags of Google Benchmark, such as --benchmark_repetitions=5]
# For JSON or CSV call the program itself: build/release/rlrun_bench --benchmark_out=FILE --benchmark_out_format=csv
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

preset=release
case ${1:-} in
  release | native) preset=$1; shift ;;
esac
scripts/install_packages.sh libbenchmark-dev
scripts/setup.sh rlrun_app
log=build/configure.log
if ! cmake --preset "$preset" -D RLRUN_BENCHMARKS=ON >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
cmake --build --preset "$preset" --target bench rlrun -- --quiet >&2

results=$(mktemp)
trap 'rm -f "$results"' EXIT
echo "load of the machine: $(cut -d' ' -f1-3 /proc/loadavg), cores: $(nproc)" >&2
"build/$preset/rlrun_bench" "$@" --benchmark_out="$results" --benchmark_out_format=csv
echo
awk -f scripts/bench_ratios.awk "$results"
[ "$#" -eq 0 ] || exit 0
[ "$(nproc)" -lt 2 ] || scripts/bench_threads.sh "build/$preset/rlrun"
scripts/bench_start_and_end.sh "build/$preset/rlrun" configs/*.yaml
