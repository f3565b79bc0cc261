#!/usr/bin/env bash
# Submits the runs of a config, its sweep included, as an array job; more than one where the cluster's MaxArraySize asks
# for it. A task that runs out of time or is preempted writes a checkpoint and exits with 75; where the cluster has
# RequeueExit=75 in slurm.conf it is queued again and goes on. Finished runs are skipped, so that submitting again only
# performs what is missing.
# Usage: scripts/slurm/submit.sh CONFIG.yaml [sbatch options] [-- rlrun flags]
#        scripts/slurm/submit.sh sweep.yaml -c 4 --time 2:00:00 -- --seeds 0..9 --out /scratch/me/results
# Environment: RLRUN, the program (default build/release/rlrun); RLRUN_CHUNK, tasks an array at most.
set -euo pipefail

if [ "$#" -lt 1 ] || [ ! -f "$1" ]; then
  sed -n '6,7s/^# //p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
config=$1
shift
options=()
while [ "$#" -gt 0 ] && [ "$1" != -- ]; do
  options+=("$1")
  shift
done
flags=("${@:2}")
rlrun=$(realpath "${RLRUN:-$(dirname "${BASH_SOURCE[0]}")/../../build/release/rlrun}")

count=$("$rlrun" run "$config" "${flags[@]}" --count)
# A config that is edited while tasks are queued must not mix two experiments: what is left then refuses to run.
plan=$("$rlrun" run "$config" "${flags[@]}" --plan-hash)
most=$(scontrol show config | awk '$1 == "MaxArraySize" {print $3}')
chunk=${RLRUN_CHUNK:-$((most - 1))}
command=$(printf '%q ' "$rlrun" run "$config" "${flags[@]}")
for ((first = 0; first < count; first += chunk)); do
  tasks=$((count - first < chunk ? count - first : chunk))
  sbatch --job-name="rlrun-$(basename "$config" .yaml)" --array="0-$((tasks - 1))" "${options[@]}" <<JOB
#!/bin/bash
#SBATCH --requeue --open-mode=append --signal=B:USR1@120
exec $command --task-id "\$(($first + SLURM_ARRAY_TASK_ID))" --expect-plan $plan --resume --no-progress
JOB
done
