#!/usr/bin/env bash
# Prints a Markdown table of finished runs, one row a seed, then mean and 95% t interval over seeds (10 seeds: t = 2.262).
# Columns: largest mean of 10 consecutive episodes, mean of the second half, largest return, first episode (counted
# from 1) with a return of at least 200 and 500, mean of the evaluation episodes, wall seconds.
# Usage: scripts/curve_table.sh RUN_DIRECTORY...     e.g. scripts/curve_table.sh results/rgrl_cartpole/seed_*
set -euo pipefail

figures_of() {
  awk -F, -v wall="$(grep -m1 -o '"wall_seconds": *[0-9.]*' "$1/run.json" | grep -o '[0-9.]*$')" \
    -v evaluation="$(awk -F, 'NR > 1 {sum += $3; n++} END {if (n) printf "%.1f", sum / n}' "$1/evaluation.csv" 2>/dev/null)" '
    NR == 1 {next}
    {r[++n] = $4; seed = $1; if ($4 > peak) peak = $4}
    $4 >= 200 && !first200 {first200 = n}
    $4 >= 500 && !first500 {first500 = n}
    END {
      for (i = 1; i <= n; i++) {
        window += r[i]; if (i > 10) window -= r[i - 10]
        if (i >= 10 && window / 10 > best) best = window / 10
        if (i > n / 2) {half += r[i]; m++}
      }
      none = "-"
      print seed, best, half / m, peak, first200 ? first200 : none, first500 ? first500 : none, \
        evaluation == "" ? none : evaluation, wall
    }' "$1/curve.csv"
}

echo "| seed | best 10 | second half | peak | first 200 | first 500 | evaluation | wall s |"
echo "|---|---|---|---|---|---|---|---|"
for run in "$@"; do figures_of "$run"; done | awk '
  # Student t of 95% for 1 .. 9 degrees of freedom
  BEGIN {split("12.706 4.303 3.182 2.776 2.571 2.447 2.365 2.306 2.262", t, " ")}
  {
    printf "| %d | %.1f | %.1f | %d | %s | %s | %s | %.0f |\n", $1, $2, $3, $4, $5, $6, $7, $8
    for (c = 2; c <= 8; c++) if ($c != "-") {sum[c] += $c; square[c] += $c * $c; n[c]++}
  }
  END {
    printf "| mean ± 95%%"
    for (c = 2; c <= 8; c++) {
      if (n[c] < 2 || n[c] > 10) {printf " | -"; continue}
      mean = sum[c] / n[c]
      variance = (square[c] - n[c] * mean * mean) / (n[c] - 1)
      printf " | %.1f ± %.1f%s", mean, t[n[c] - 1] * sqrt(variance > 0 ? variance / n[c] : 0), \
        n[c] < NR ? sprintf(" (%d of %d)", n[c], NR) : ""
    }
    print " |"
  }'
