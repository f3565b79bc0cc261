#!/usr/bin/env bash
# Runs the experiments of the papers, named in results/paper/experiments.yaml, and sets them against what was published:
# REPORT.md and report.html. Says first how large that is. Called again, it skips what is finished and resumes the rest.
# Usage: scripts/reproduce.sh [--list FILE] [--quick] [--only ID] [--jobs N] [--runs DIR] [--out DIR] [--dry-run]
#          [--slurm [sbatch options]]
# --list: other experiments than those of the papers, such as results/reference/rgrl_ablation/experiments.yaml
# --quick: few seeds and short forms of what takes long, at most 20 minutes on two cores
# --only: one experiment, by its id, or several: * and ? as in file names
# --jobs: runs side by side (default: the cores)
# --runs: where the runs lie (default: results/reproduce); folders are named from the top of the repository
# --out: where the report is written (default: beside the list; with --quick or --only results/reproduce_report)
# --dry-run: says how large it is, and no more
# --slurm: submits array jobs instead; call it again without, when they have ended, for the report
# Exit code: 4 when a run has not ended, as when one was interrupted
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

list=results/paper/experiments.yaml
jobs=$(nproc)
runs=results/reproduce
out=
selection=()
dry_run=
slurm=
while [ "$#" -gt 0 ]; do
  case $1 in
    --list) list=$2; shift ;;
    --quick) selection+=(--quick) out=${out:-results/reproduce_report} ;;
    --only) selection+=(--only "$2") out=${out:-results/reproduce_report}; shift ;;
    --jobs) jobs=$2; shift ;;
    --runs) runs=$2; shift ;;
    --out) out=$2; shift ;;
    --dry-run) dry_run=yes ;;
    --slurm) slurm=yes; shift; break ;;
    *) sed -n '4,14s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
  shift
done
out=${out:-$(dirname "$list")}
rlrun=${RLRUN:-build/release/rlrun}
[ -n "${RLRUN:-}" ] || scripts/setup.sh rlrun

plan=$("$rlrun" plan "$list" "$runs" "${selection[@]}")
awk -F '\t' -v jobs="$jobs" '
  # Runs that two experiments share are performed once.
  !counted[$6]++ {all += $3; left += $4; seconds += $5}
  END {
    hours = seconds / 3600
    printf "%d runs, %d of them still to do: about %.2f core-hours, %.2f hours for %d side by side\n",
      all, left, hours, hours / jobs, jobs
  }' <<<"$plan" >&2
[ -z "$dry_run" ] || exit 0

while IFS=$'\t' read -r id name _ left _ quoted <&3; do
  [ "$left" -gt 0 ] || continue
  # The words are quoted for a shell; xargs reads them without obeying them.
  mapfile -d '' arguments < <(xargs printf '%s\0' <<<"$quoted")
  echo "$id, $name: $left runs" >&2
  if [ -n "$slurm" ]; then
    scripts/slurm/submit.sh "${arguments[0]}" "$@" -- "${arguments[@]:1}"
    continue
  fi
  status=0
  # Cores that no other run takes go to the threads of one.
  threads=$((left < jobs ? jobs / left : 1))
  "$rlrun" run "${arguments[@]}" --jobs "$jobs" --threads "$threads" --resume --quiet >/dev/null || status=$?
  # The report names what failed or diverged; an interruption ends all.
  case $status in
    75 | 130 | 143) exit "$status" ;;
  esac
done 3<<<"$plan"
[ -z "$slurm" ] || exit 0

status=0
"$rlrun" report "$list" "$runs" "${selection[@]}" --output "$out" || status=$?
echo "report: $out/REPORT.md" >&2
echo "report: $out/report.html" >&2
exit "$status"
