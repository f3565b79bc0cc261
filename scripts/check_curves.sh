#!/usr/bin/env bash
# Tells whether the learners still learn as they did: runs every config of configs/smoke with 10 seeds and compares
# with the 100 recorded in results/reference/smoke, first the bytes, then by the tests of `rlrun compare`. Seeds that
# those ask for are run.
# Usage: scripts/check_curves.sh [NAME...]     NAME of a config; default: all
# RLRUN: another program than that of the release preset
# Exit code 0: all as before; 4: a regression; others: those of rlrun.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rlrun=${RLRUN:-$top/build/release/rlrun}
if [ "$#" -eq 0 ]; then
  mapfile -t names < <(basename -s .yaml "$top"/configs/smoke/*.yaml)
  set -- "${names[@]}"
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# Prints the verdict, after as many rounds of more seeds as the stages of the gate.
compare() {
  local reference=$1 runs=$2 verdict status more words
  for _ in 1 2 3; do
    status=0
    verdict=$("$rlrun" compare "$reference" "$runs") || status=$?
    printf '%s\n' "$verdict"
    more=$(sed -n 's/^more seeds: //p' <<<"$verdict")
    [ -n "$more" ] || return "$status"
    # The words are quoted for a shell; xargs reads them without obeying them.
    mapfile -d '' words < <(xargs printf '%s\0' <<<"$more")
    "${words[@]}" >&2
  done
  return "$status"
}

worst=0
for name in "$@"; do
  reference=$top/results/reference/smoke/$name.csv
  if [ ! -f "$reference" ]; then
    echo "$reference is missing; make it with scripts/record_curves.sh $name" >&2
    exit 1
  fi
  echo "$name"
  "$rlrun" run "$top/configs/smoke/$name.yaml" --seeds 0..9 --jobs "$(nproc)" --threads 1 --quiet \
    --out "$out/$name" >/dev/null
  status=0
  compare "$reference" "$out/$name" || status=$?
  [ "$status" -le "$worst" ] || worst=$status
done
exit "$worst"
