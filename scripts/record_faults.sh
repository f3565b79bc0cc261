#!/usr/bin/env bash
# Records what the test of the gate holds to be faulty: for every patch in tests/data/faults, 100 seeds of the smoke
# config after which its folder is named, by a program that is built with the fault. Takes some minutes for each.
# Usage: scripts/record_faults.sh [--missing | CONFIG | CONFIG/FAULT]...
#   default: all; --missing: those without a record. The committed sources are built.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
faults=$top/tests/data/faults

# The faults below a folder of tests/data/faults, as CONFIG/FAULT.
faults_below() { (cd "$faults" && find "$1" -name '*.patch' | sed 's/\.patch$//; s/^\.\///' | sort); }

without_record() {
  while read -r name; do [ -f "$faults/$name.csv" ] || echo "$name"; done
}

[ "$#" -gt 0 ] || set -- .
names=()
for argument in "$@"; do
  case $argument in
    --missing) mapfile -t -O "${#names[@]}" names < <(faults_below . | without_record) ;;
    */*) names+=("$argument") ;;
    *) mapfile -t -O "${#names[@]}" names < <(faults_below "$argument") ;;
  esac
done
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git -C "$top" archive HEAD | tar -x -C "$copy"
cmake --preset release -S "$copy" -B "$copy/build/release" >/dev/null

for name in "${names[@]}"; do
  patch=$faults/$name.patch
  patch --quiet -d "$copy" -p1 <"$patch"
  cmake --build "$copy/build/release" --target rlrun -- --quiet
  "$copy/scripts/record_curves.sh" "${name%/*}" >/dev/null
  cp "$copy/results/reference/smoke/${name%/*}.csv" "$faults/$name.csv"
  patch --quiet --reverse -d "$copy" -p1 <"$patch"
  echo "recorded: tests/data/faults/$name.csv"
done
