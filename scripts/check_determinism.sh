#!/usr/bin/env bash
# Runs every config of configs/ and configs/smoke in a short form again and again, at 1, 2 and 8 threads, one run at a
# time and two side by side: all must write the same curves. Seeds 0 and 1, at most 8 episodes.
# Usage: scripts/check_determinism.sh [REPEATS [CONFIG.yaml...]]     default: 20, all
# RLRUN: another program than that of the release preset
# Exit code 4 when two curves of one seed differ.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rlrun=${RLRUN:-$top/build/release/rlrun}
repeats=${1:-20}
configs=("${@:2}")
[ "${#configs[@]}" -gt 0 ] || configs=("$top"/configs/*.yaml "$top"/configs/smoke/*.yaml)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
threads=(1 2 8)

status=0
for config in "${configs[@]}"; do
  for ((repeat = 0; repeat < repeats; ++repeat)); do
    "$rlrun" run "$config" --seeds 0,1 --set run.episodes=8 --set run.evaluation.episodes=2 --quiet --out "$out/$repeat" \
      --threads "${threads[repeat % 3]}" --jobs $((repeat % 2 + 1)) >/dev/null 2>"$out/log" || { cat "$out/log" >&2; exit 1; }
    find "$out/$repeat" -name curve.csv | sort | xargs sha256sum | cut -d ' ' -f 1 | tr '\n' ' ' >>"$out/hashes"
    echo >>"$out/hashes"
    rm -r "${out:?}/$repeat"
  done
  kinds=$(sort -u "$out/hashes" | wc -l)
  rm "$out/hashes"
  echo "$config: $repeats repeats, $kinds kind(s) of curves"
  [ "$kinds" -eq 1 ] || status=4
done
exit "$status"
