#!/usr/bin/env bash
# Whether learners become slower while they learn, as they do where floats become subnormal: processor time of a step in
# the last tenth of the episodes over that in the first tenth after learning has begun, from curve.csv and timing.csv.
# Configs that take hours run in a short form. Each runs three times, of which the fastest start and the fastest end count:
# the time of other processes is not in these, but what they do to caches is.
# Usage: scripts/bench_start_and_end.sh PROGRAM [CONFIG.yaml...]     default: all that are shipped
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=$1
configs=("${@:2}")
[ "${#configs[@]}" -gt 0 ] || configs=(configs/*.yaml configs/smoke/*.yaml configs/paper/*.yaml)
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT

# Overrides for what takes longer than a minute or two: the author's sizes of RGRL keep their networks and phases.
short_form() {
  case $1 in
    configs/paper/rgrl_*) echo run.episodes=6 run.num_envs=1 environment.time_limit=20 learner.deduction.iterations=20 \
      learner.learning.interval=1 learner.learning.updates=20 learner.replay.refresh_interval=10 ;;
    configs/rgrl_cartpole*) echo run.episodes=40 ;;
    configs/rgrl_lunar_lander.yaml) echo run.episodes=60 ;;
  esac
}

# Rows of curve.csv from one learning phase to the next at least. A batch of a task of one step is one row.
episodes_of_a_group() {
  awk '/^  time_limit: 1$/ {one_step = 1}
    /^  num_envs:|^    interval:/ && $2 > most {most = $2}
    END {print one_step ? 1 : most}' "$1"
}

# Processor microseconds of a step at the start and at the end of the run in this folder, and seconds of the whole.
costs() {
  awk -F, -v group="$(episodes_of_a_group "$1/config.yaml")" '
    FNR == 1 {++file; next}
    file == 1 {if (!learning) learning = $1; next}
    file == 2 {step[FNR - 1] = $3; episodes = FNR - 1; next}
    {cpu[FNR - 1] = $4 > cpu[FNR - 2] ? $4 : cpu[FNR - 2]}  # episodes side by side do not end in order
    function cost(first, last) {return 1e6 * (cpu[last] - cpu[first]) / (step[last] - step[first])}
    END {
      for (begin = 1; begin < episodes && (step[begin] < learning || begin % group); ++begin) {}
      tenth = group * int((episodes - begin) / 10 / group + 0.999)
      print cost(begin, begin + tenth), cost(episodes - tenth, episodes), cpu[episodes]
    }' "$1/diagnostics.csv" "$1/curve.csv" "$1/timing.csv"
}

printf '%-62s %9s %12s %12s %8s\n' config 'CPU s' 'start us' 'end us' ratio
for config in "${configs[@]}"; do
  read -ra overrides <<<"$(short_form "$config") run.evaluation.episodes=0"
  for _ in 1 2 3; do
    "$program" run "$config" "${overrides[@]/#/--set=}" --threads 1 --quiet --force --out "$runs" >/dev/null || true
    costs "$(dirname "$(find "$runs" -name curve.csv)")"
    rm -r "${runs:?}"/*
  done | awk -v config="$config" '
    NR == 1 || $1 < start {start = $1}
    NR == 1 || $2 < end {end = $2}
    NR == 1 || $3 < all {all = $3}
    END {printf "%-62s %9.2f %12.2f %12.2f %8.2f\n", config, all, start, end, end / start}'
done
