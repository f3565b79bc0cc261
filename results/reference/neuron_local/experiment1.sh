#!/usr/bin/env bash
# Experiment 1 of Guss et al. 2016 with seeds 0..9: runs it, with and without its phase two after ten episodes, writes
# experiment1.csv beside this script and draws experiment1.svg and experiment1.png. Finished runs are not repeated.
# Columns: Pearson's r of the time derivatives, averaged over the critics of single neurons of a layer, or that of the
# whole layer's critic; its mean over the seeds and the 95% t interval.
# Usage: experiment1.sh RUNS_DIRECTORY [flags of rlrun run]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rlrun=${RLRUN:-$here/../../../build/release/rlrun}
runs=$1
flags=("${@:2}")

run() {
  "$rlrun" run "$here/../../../configs/paper/openbrain_experiment1.yaml" --seeds 0..9 --set run.episodes=20 --quiet \
    --out "$runs/$1" "${@:2}" "${flags[@]}" >&2
}

rows_of() {
  find "$runs/$1" -name diagnostics.csv -print0 | sort -z | xargs -0 awk -F, -v phases="$1" '
    FNR == 1 {episode = 0; step = ""; next}
    $2 !~ /^correlation_/ {next}
    {
      if ($1 != step) {step = $1; ++episode}
      split($2, part, "_")
      key = part[2] "," (part[3] == "" ? "layer" : "neurons") "," episode
      sum[key, FILENAME] += $3
      ++count[key, FILENAME]
    }
    END {
      for (item in sum) {
        split(item, of, SUBSEP)
        r = sum[item] / count[item]
        ++seeds[of[1]]
        total[of[1]] += r
        squares[of[1]] += r * r
      }
      for (key in seeds) {
        n = seeds[key]
        mean = total[key] / n
        half = 2.262 * sqrt((squares[key] / n - mean * mean) / (n - 1))
        printf "%s,%s,%d,%.4f,%.4f,%.4f\n", phases, key, n, mean, mean - half, mean + half
      }
    }' | sort -t, -k1,1 -k2,2 -k3,3 -k4,4n
}

run one_phase
run two_phases --set learner.sub_critics.phase_two_after=10
{
  echo "phases,layer,critics,episode,seeds,mean,low,high"
  rows_of one_phase
  rows_of two_phases
} >"$here/experiment1.csv"
gnuplot "$here/experiment1.gp"
