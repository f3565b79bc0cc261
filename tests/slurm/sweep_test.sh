#!/usr/bin/env bash
# Submits a sweep of 8 runs to a Slurm of its own, interrupts tasks by signals, by requeueing and by a time limit, and
# compares every curve with that of an uninterrupted run: byte for byte.
# Usage: tests/slurm/sweep_test.sh PATH_OF_RLRUN     exit code 77: Slurm is not installed or does not start
set -euo pipefail
source_folder=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
if ! PATH=$PATH:/usr/sbin command -v slurmctld slurmd munged >/dev/null; then exit 77; fi
export PATH=$PATH:/usr/sbin

if [ "${2:-}" != inside ]; then
  RLRUN=$(realpath "$1")
  export RLRUN
  folder=$(mktemp -d)
  trap 'rm -rf "$folder" || true' EXIT
  "$source_folder/tests/slurm/one_node.sh" "$folder/slurm" "$0" "$RLRUN" inside "$folder"
  exit
fi

cd "$3"
cat >sweep.yaml <<'YAML'
experiment: sweep
environment: {name: CartPole-v1}
learner: {name: random}
run: {episodes: 400000, num_envs: 4}
sweep: {environment.time_limit: [50, 100]}
YAML
"$RLRUN" run sweep.yaml --seeds 0..3 --out local --jobs 2 --quiet >/dev/null

# Less time than the warning that submit.sh asks for, so that the signal comes at once; 5 tasks an array, so two arrays.
RLRUN_CHUNK=5 "$source_folder/scripts/slurm/submit.sh" sweep.yaml --time 1 --output task-%A-%a.log \
  -- --seeds 0..3 --out slurm --checkpoint-every 100000

interruptions=0
for _ in $(seq 600); do
  jobs=$(squeue --noheader --array --format='%i %T')
  if [ -z "$jobs" ]; then break; fi
  while read -r job state; do
    case $state in
      PENDING) scontrol update "JobId=$job" StartTime=now 2>/dev/null || true ;;
      RUNNING)
        if [ "$interruptions" -lt 12 ] && [ $((RANDOM % 4)) = 0 ]; then
          case $((interruptions % 3)) in
            0) scancel --signal=USR1 --batch "$job" 2>/dev/null || true ;;
            1) scontrol requeue "$job" 2>/dev/null || true ;;
            2) scancel --signal=KILL --full "$job" 2>/dev/null || true ;;
          esac
          interruptions=$((interruptions + 1))
        fi
        ;;
    esac
  done <<<"$jobs"
  sleep 0.3
done
squeue --noheader

# What was killed is not queued again by Slurm: submitting once more performs what is missing.
"$source_folder/scripts/slurm/submit.sh" sweep.yaml --wait --output again-%A-%a.log -- --seeds 0..3 --out slurm >/dev/null
curves=0
while read -r curve; do
  cmp "$curve" "slurm/${curve#local/}"
  curves=$((curves + 1))
done < <(find local -name curve.csv)
segments=$(grep -ho '"start_step"' slurm/*/*/*/run.json | wc -l)
echo "$curves curves equal, $interruptions interruptions, $segments segments"
[ "$curves" = 8 ] && [ "$segments" -gt 8 ]
