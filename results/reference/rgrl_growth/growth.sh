#!/usr/bin/env bash
# How time and memory of RGRL grow with the episodes, with and without a bound on the windows that it keeps: writes
# growth.csv (seconds of a learning phase and the five episodes after it) and memory.csv (peak memory of runs of
# 25, 50 and 100 episodes), and draws growth.svg and growth.png. Two members on CartPole, with all priorities computed anew
# every 200 updates. Usage: growth.sh RUNS_DIRECTORY, on a quiet machine
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$here/../../..
rlrun=${RLRUN:-$top/build/release/rlrun}
runs=$1

echo "capacity,episodes,peak_memory_bytes" >"$here/memory.csv"
echo "capacity,episode,windows,seconds" >"$here/growth.csv"
for capacity in 0 5000; do
  for episodes in 25 50 100; do
    folder=$runs/${capacity}_$episodes
    "$rlrun" run "$top/configs/rgrl_cartpole_graded.yaml" --set learner.ensemble_size=2 --set run.evaluation.episodes=0 \
      --set learner.replay.refresh_interval=200 --set learner.replay.capacity=$capacity \
      --set run.episodes=$episodes --threads 1 --quiet --out "$folder" >&2
    run=$(find "$folder" -name seed_0000)
    bytes=$(sed -n 's/.*"peak_memory_bytes": \([0-9]*\).*/\1/p' "$run/run.json" | head -1)
    echo "$capacity,$episodes,$bytes" >>"$here/memory.csv"
  done
  # Of the longest run. timing.csv has the seconds until an episode ended; a phase happens between the groups.
  awk -F, -v capacity="$capacity" '
    FNR == 1 {file++; next}
    file == 1 && $2 == "windows" {windows[++phases] = $3}
    file == 2 {group = int($1 / 5); if ($2 > end[group]) end[group] = $2}
    END {for (g = 1; g <= group; g++) print capacity "," 5 * g "," windows[g] "," end[g] - end[g - 1]}
  ' "$run/diagnostics.csv" "$run/timing.csv" >>"$here/growth.csv"
done
gnuplot -c "$here/growth.gp"
