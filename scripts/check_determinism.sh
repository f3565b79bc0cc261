#!/usr/bin/env bash
# Runs every shipped config in a short form again and again, at 1, 2 and 8 threads, one run at a time and two side by
# side: all must write the same curves. Seeds 0 and 1. A run that diverges counts with what it wrote until then.
# Usage: scripts/check_determinism.sh [REPEATS [CONFIG.yaml...]]     default: 20, all
# RLRUN: other programs than that of the release preset, separated by spaces, which take turns: what another compiler
# makes, for instance.
# Exit code 4 when two curves of one seed differ.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
read -ra programs <<<"${RLRUN:-$top/build/release/rlrun}"
repeats=${1:-20}
configs=("${@:2}")
[ "${#configs[@]}" -gt 0 ] || configs=("$top"/configs/*.yaml "$top"/configs/smoke/*.yaml "$top"/configs/paper/*.yaml)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
threads=(1 2 8)
diverged=3

# Overrides with which a config runs for a second or less, and still learns.
short_form() {
  case $1 in
    */smoke/*) echo run.episodes=8 run.evaluation.episodes=2 ;;
    */rgrl_*)
      echo run.episodes=6 run.evaluation.episodes=2 run.num_envs=2 environment.time_limit=12 \
        learner.deduction.iterations=2 learner.deduction.horizon=5 learner.learning.interval=2 learner.learning.updates=5
      ;;
    */openbrain_experiment1.yaml) echo run.episodes=1 ;;
    *) echo run.episodes=8 run.evaluation.episodes=2 ;;
  esac
}

# Repeat number $2 of config $1: prints the hashes of its curves, a line.
hashes() {
  local status=0 overrides
  read -ra overrides <<<"$(short_form "$1")"
  "${programs[$2 % ${#programs[@]}]}" run "$1" --seeds 0,1 "${overrides[@]/#/--set=}" --quiet --out "$out/runs" \
    --threads "${threads[$2 % 3]}" --jobs $(($2 % 2 + 1)) >/dev/null 2>"$out/log" || status=$?
  if [ "$status" -ne 0 ] && [ "$status" -ne "$diverged" ]; then
    cat "$out/log" >&2
    return "$status"
  fi
  find "$out/runs" -name curve.csv | sort | xargs sha256sum | cut -d ' ' -f 1 | paste -sd ' '
  rm -r "$out/runs"
}

status=0
for config in "${configs[@]}"; do
  kinds=$(for ((repeat = 0; repeat < repeats; ++repeat)); do hashes "$config" "$repeat" || exit 1; done | sort -u | wc -l)
  echo "$config: $repeats repeats, $kinds kind(s) of curves"
  [ "$kinds" -eq 1 ] || status=4
done
exit "$status"
