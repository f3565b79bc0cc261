#!/usr/bin/env bash
# Records what scripts/check_curves.sh compares with: 100 seeds of a config in configs/smoke, a row each, in
# results/reference/smoke. The final return is the mean of the last 10 episodes.
# Usage: scripts/record_curves.sh NAME...
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rlrun=$top/build/release/rlrun
if [ "$#" -eq 0 ]; then
  sed -n '4s/^# //p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

mkdir -p "$top/results/reference/smoke"
for name in "$@"; do
  "$rlrun" run "$top/configs/smoke/$name.yaml" --seeds 0..99 --jobs "$(nproc)" --threads 1 --quiet \
    --out "$out/$name" >/dev/null
  "$rlrun" summary "$out/$name" --runs --csv --last 10 | cut -d, -f2- >"$top/results/reference/smoke/$name.csv"
  echo "recorded: results/reference/smoke/$name.csv"
done
