#!/usr/bin/env bash
# Draws curve.svg and curve.png beside the curve.csv of every run directory, and prints where they lie.
# Usage: scripts/plot.sh RUN_DIRECTORY...
set -euo pipefail
script=$(dirname "${BASH_SOURCE[0]}")/curve.gp

for run in "$@"; do
  curve=$run/curve.csv
  if [ ! -f "$curve" ] || [ "$(wc -l <"$curve")" -lt 2 ]; then
    echo "No episode to draw: $curve" >&2
    continue
  fi
  path=$(realpath "$run")
  gnuplot -c "$script" "$curve" "$(basename "$(dirname "$path")"), $(basename "$path")" "$run/curve"
  echo "curve: $run/curve.svg"
  echo "curve: $run/curve.png"
done
