#!/usr/bin/env bash
# Runs the table with 4, 8, 16 and 32 bins a dimension and several learning rates, and the network beside it, on CartPole
# and on the lander; writes bins.csv beside this script and draws bins.svg and bins.png. Finished runs are not repeated.
# Columns: mean return of the last 100 episodes with its 95% t interval; bytes of scores or weights at the end, averaged
# over seeds; bytes that the scores of all cells would take.
# Usage: bins.sh RUNS_DIRECTORY [flags of rlrun run]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rlrun=${RLRUN:-$here/../../../build/release/rlrun}
runs=$1
flags=("${@:2}")

run() {
  "$rlrun" run "$here/../../../configs/paper/$1.yaml" --quiet --out "$runs" "${@:2}" "${flags[@]}" >&2
}

# Mean over the seeds of a group of how many numbers a run holds at its end.
numbers_of() {
  for run in "$1"/seed_*; do grep ',memory,' "$run/diagnostics.csv" | tail -1; done |
    awk -F, '{sum += $3} END {print sum / NR}'
}

# Group, seeds, mean, standard deviation, numbers.
groups_of() {
  "$rlrun" summary "$runs/$1" --csv | tail -n +2 |
    sed -E 's/^"?([^"]*)"?,([0-9]+),[0-9]+,0,0,0,0,0,([^,]*),([^,]*),.*$/\1 \2 \3 \4/' |
    while read -r group figures; do echo "$group $figures $(numbers_of "$group")"; done
}

rows_of() {
  groups_of "$1" | awk -v inputs="$2" -v actions="$3" -v t="$4" '
    function key(name) {
      if (!match($1, name "=[0-9.]+")) return ""
      return substr($1, RSTART + length(name) + 1, RLENGTH - length(name) - 1)
    }
    {
      bins = key("bins")
      half = t * $4 / sqrt($2)
      printf "%s,%s,%d,%.1f,%.1f,%.1f,", bins, key("learning_rate"), $2, $3, $3 - half, $3 + half
      if (bins) printf "%.0f,%.0f\n", 8 * $5, 8 * actions * bins ^ inputs
      else printf "%.0f,\n", 4 * $5
    }' | sort -t, -k1n -k2n | sed "s/^/$5,${1%_"$5"},/"
}

run reinforcement_modified_cartpole --seeds 0..19
run table_cartpole --seeds 0..19 --sweep learner.cells.bins=4,8,16,32 --sweep learner.cells.learning_rate=0.03,0.1,0.3,1
run reinforcement_modified_lunar_lander --seeds 0..9
run table_lunar_lander --seeds 0..9 --sweep learner.cells.bins=4,8,16,32 \
  --sweep learner.cells.learning_rate=0.01,0.03,0.1
{
  echo "task,learner,bins,learning_rate,seeds,mean,low,high,bytes,dense_bytes"
  for learner in reinforcement_modified table; do rows_of "${learner}_cartpole" 4 2 2.093 cartpole; done
  for learner in reinforcement_modified table; do rows_of "${learner}_lunar_lander" 8 4 2.262 lunar_lander; done
} >"$here/bins.csv"
gnuplot "$here/bins.gp"
