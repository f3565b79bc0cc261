#!/usr/bin/env bash
# Where the time of a run goes: shares of its samples in linear algebra (products and optimisers), arithmetic on whole arrays,
# transcendental functions, random numbers, the environment and the rest. Needs a program with line numbers, such as that of
#   cmake --preset release -B build/profile -D CMAKE_CXX_FLAGS=-g1 && cmake --build build/profile --target rlrun
# A sample counts for the first of these kinds that any function around it, inlined or not, belongs to
# (scripts/profile_shares.awk), so that loads and stores within a product are part of the product.
# Needs perf and addr2line (Debian: linux-perf, binutils).
# Usage: scripts/profile.sh PROGRAM CONFIG.yaml [flags of rlrun run]
set -euo pipefail
folder=$(dirname "${BASH_SOURCE[0]}")
program=$1
shift

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# One thread at a fixed place, so that addresses of samples are those of the program's file plus a constant.
perf record -q -o "$work/samples" -e cycles:u -F 999 -- \
  setarch -R "$program" run "$@" --threads 1 --jobs 1 --quiet --out "$work/runs" >"$work/log" 2>&1 ||
  { cat "$work/log" >&2; exit 1; }
perf script -i "$work/samples" -F ip,sym,dso 2>/dev/null |
  awk '{count[$0]++} END {for (line in count) print count[line], line}' >"$work/counts"

# Lines of the program's own functions: address, then the functions and files that the address is inlined into.
base=0x555555554000
grep -F "($(realpath "$program"))" "$work/counts" | while read -r count address _; do
  printf '%s %x\n' "$count" $((0x$address - base))
done >"$work/own"
cut -d' ' -f2 "$work/own" | addr2line -a -i -f -C -e "$program" >"$work/lines"
{ grep -vF "($(realpath "$program"))" "$work/counts" || true; } >"$work/foreign"
awk -f "$folder/profile_shares.awk" "$work/own" "$work/foreign" "$work/lines"
