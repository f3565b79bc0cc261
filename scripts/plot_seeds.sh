#!/usr/bin/env bash
# Draws learning curves of several settings into one picture: for each the mean over its seeds of the running mean of 10
# episodes, with a 95% t interval.
# Usage: scripts/plot_seeds.sh PICTURE.svg|png LABEL=DIRECTORY...     a directory holds seed_0000/curve.csv and so on
set -euo pipefail
script=$(dirname "${BASH_SOURCE[0]}")/seeds.gp
if [ "$#" -lt 2 ]; then
  sed -n '4s/^# //p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
picture=$1
shift
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT

# Lines: episode, mean, low, high.
band() {
  awk -F, '
    FNR == 1 {sum = 0; n++; next}
    {
      i = FNR - 2; r[i] = $4; sum += $4; width = i + 1
      if (i >= 10) {sum -= r[i - 10]; width = 10}
      value = sum / width; total[i] += value; square[i] += value * value; if (i >= count) count = i + 1
    }
    END {
      # Student t of 95% for 1 .. 9 degrees of freedom, then the normal value
      split("12.706 4.303 3.182 2.776 2.571 2.447 2.365 2.306 2.262", t, " ")
      quantile = n - 1 <= 9 ? t[n - 1] : 1.96
      for (i = 0; i < count; i++) {
        mean = total[i] / n
        variance = n > 1 ? (square[i] - n * mean * mean) / (n - 1) : 0
        half = quantile * sqrt(variance > 0 ? variance / n : 0)
        print i, mean, mean - half, mean + half
      }
    }' "$1"/seed_*/curve.csv
}

labels=()
for setting in "$@"; do
  band "${setting#*=}" >"$data/${#labels[@]}"
  labels+=("${setting%%=*}")
done
gnuplot -c "$script" "$picture" "$data" "${labels[@]}"
echo "curves: $picture"
