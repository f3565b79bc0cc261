#!/usr/bin/env bash
# Sets up what is missing, runs an experiment and draws its learning curves.
# Usage: scripts/run.sh CONFIG.yaml [flags of `rlrun run`]     e.g. scripts/run.sh configs/rgrl_cartpole.yaml --seed 3
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [ "$#" -eq 0 ]; then
  sed -n '2,3s/^# //p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
"$top/scripts/setup.sh" rlrun

status=0
summary=$("$top/build/release/rlrun" run "$@") || status=$?
[ -z "$summary" ] || printf '%s\n' "$summary"
mapfile -t runs < <(sed -n 's/^results: //p' <<<"$summary")
"$top/scripts/plot.sh" "${runs[@]}"
exit "$status"
