#!/usr/bin/env bash
# The distribution of diagnostics of single neurons over neurons, episodes and seeds, as CSV: a row for each layer, and one
# for all of them. Names of metrics must be NAME_l<layer>_n<neuron>, such as correlation_l0_n3 and cosine_l1_n0.
# The last column is the share of values below VALUE: VALUE is that quantile.
# Usage: scripts/diagnostic_quantiles.sh DIR NAME [VALUE]     DIR: of runs; VALUE: default 0
set -euo pipefail
if [ "$#" -lt 2 ]; then
  sed -n '5s/^# //p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
dir=$1 name=$2 value=${3:-0}
LC_ALL=C
export LC_ALL
echo "layer,values,mean,q05,q25,q50,q75,q95,share_below_$value"
find "$dir" -name diagnostics.csv -print0 | sort -z | xargs -0 cat |
  awk -F, -v name="$name" '$2 ~ "^" name "_l[0-9]+_n[0-9]+$" { split($2, part, "_"); print part[length(part) - 1], $3; print "all", $3 }' |
  sort -k1,1 -k2,2g |
  awk -v value="$value" '
    function quantile(p, place) { place = 1 + p * (count - 1); return v[int(place)] + (place - int(place)) * (v[int(place) + 1] - v[int(place)]) }
    function finish() {
      if (count == 0) return
      v[count + 1] = v[count]
      printf "%s,%d,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f\n", layer, count, sum / count, quantile(0.05), quantile(0.25),
             quantile(0.5), quantile(0.75), quantile(0.95), below / count
    }
    $1 != layer { finish(); layer = $1; count = 0; sum = 0; below = 0 }
    { v[++count] = $2; sum += $2; below += $2 < value }
    END { finish() }'
