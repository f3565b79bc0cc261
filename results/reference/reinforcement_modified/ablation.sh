#!/usr/bin/env bash
# Runs a config with every selection and many strengths of the three impulses, and writes the returns at the end as
# NAME.csv beside this script and draws them as NAME.svg and NAME.png. Finished runs are not repeated.
# Usage: ablation.sh CONFIG NAME RUNS_DIRECTORY SEEDS "SPREAD_STEP..." [flags of rlrun run]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rlrun=${RLRUN:-$here/../../../build/release/rlrun}
config=$1 name=$2 runs=$3 seeds=$4 spreads=$5
shift 5
impulses=learner.desired_output
strengths=0,0.1,0.25,0.5,1

mkdir -p "$runs"
echo "selection,spread_step,column,row,reward_step,punish_step,value,low,high,seeds" >"$here/$name.csv"
for selection in argmax softmax proportional; do
  for spread in $spreads; do
    panel=$runs/${selection}_$spread
    "$rlrun" run "$config" --seeds "$seeds" --set learner.selection.kind=$selection \
      --set $impulses.spread_step="$spread" --sweep $impulses.reward_step=$strengths \
      --sweep $impulses.punish_step=$strengths --quiet --out "$panel" "$@" >&2
    "$rlrun" plot "$panel" --heat-map $impulses.reward_step,$impulses.punish_step -o "$panel.svg" >&2
    tail -n +2 "$panel.csv" | sed "s/^/$selection,$spread,/" >>"$here/$name.csv"
  done
done
gnuplot -c "$here/ablation.gp" "$here/$name" "$(basename "$config" .yaml)" "$spreads"
