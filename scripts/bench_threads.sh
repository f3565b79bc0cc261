#!/usr/bin/env bash
# How much faster two threads are than one, and two runs side by side than one after the other: whole runs of each learner,
# the fastest of so many rounds each. Needs two idle cores.
# Usage: scripts/bench_threads.sh PROGRAM [ROUNDS, 3 unless told]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=$1
rounds=${2:-3}
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT

# What a run takes: flags of `rlrun run`. Prints seconds.
seconds_of() {
  local begin=$EPOCHREALTIME
  "$program" run "$@" --force --quiet --out "$runs" >/dev/null 2>&1
  awk -v begin="$begin" -v end="$EPOCHREALTIME" 'BEGIN {print end - begin}'
}

# Text, flags of the slow way, flags of the fast way, arguments of both. In turns, so that a slow minute meets both alike.
compare() {
  local text=$1 slow=$2 fast=$3
  shift 3
  for ((round = 0; round < rounds; round++)); do
    # shellcheck disable=SC2086
    echo "$(seconds_of "$@" $slow) $(seconds_of "$@" $fast)"
  done | awk -v text="$text" '
    NR == 1 || $1 < slow {slow = $1}
    NR == 1 || $2 < fast {fast = $2}
    END {printf "%-62s %10.3g x  (%.2f and %.2f s)\n", text, slow / fast, slow, fast}'
}

rgrl=(configs/rgrl_cartpole_graded.yaml --set run.episodes=20 --set run.evaluation.episodes=0)
one_run="--seeds 0 --jobs 1"
two_runs="--seeds 0..1 --threads 1"
compare "rgrl, two threads over one" "$one_run --threads 1" "$one_run --threads 2" "${rgrl[@]}"
side_by_side() { compare "$1, two runs side by side" "$two_runs --jobs 1" "$two_runs --jobs 2" "${@:2}"; }
side_by_side rgrl "${rgrl[@]}"
side_by_side map_propagation configs/map_propagation_cartpole.yaml --set run.episodes=300
side_by_side neuron_local configs/neuron_local_mountain_car.yaml
side_by_side ddpg configs/ddpg_mountain_car_continuous.yaml
side_by_side reinforcement_modified configs/reinforcement_modified_cartpole.yaml
