#!/usr/bin/env bash
# Counts the instructions of a step of each hot path under callgrind and compares them with instructions.csv beside this
# script. A count that is larger by more than the tolerance fails, and so does one that is smaller: it is recorded anew,
# so that later losses are seen. The libraries choose code by the processor that valgrind shows them and differ between
# releases: hence a tolerance of 5%, where the counts of one machine repeat to the last instruction.
# Usage: tests/callgrind/count_test.sh PROGRAM [--record]     exit code 77: valgrind is not installed
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
recorded=$folder/instructions.csv
tolerance=5 # percent
command -v valgrind >/dev/null || exit 77
counts=$(mktemp)
trap 'rm -f "$counts"' EXIT

echo "path,instructions" >"$counts"
for path in cart_pole_step rgrl_deduction_step map_propagation_cart_pole_step neuron_local_step; do
  steps=$(OMP_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect="hot_path*" \
    --log-file="$counts.log" "$1" "$path")
  instructions=$(sed -n 's/.*Collected : //p' "$counts.log")
  rm "$counts.log"
  echo "$path,$((instructions / steps))" >>"$counts"
done
if [ "${2:-}" = --record ]; then
  cp "$counts" "$recorded"
  exit
fi
awk -F, -v tolerance="$tolerance" '
  FNR == 1 {next}
  NR == FNR {recorded[$1] = $2; next}
  {
    change = 100 * ($2 / recorded[$1] - 1)
    bad = change > tolerance || change < -tolerance
    failed = failed || bad
    printf "%-32s %9d instructions a step, recorded %9d: %+.2f%%%s\n", $1, $2, recorded[$1], change, bad ? ", too far" : ""
  }
  END {exit failed}' "$recorded" "$counts"
