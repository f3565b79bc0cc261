#!/usr/bin/env bash
# Starts Slurm on this machine as one node of its own, runs a command with it and ends it again.
# Usage: tests/slurm/one_node.sh FOLDER COMMAND...     FOLDER: for configuration, state and logs
# Exit code 77: this machine does not let it start.
set -euo pipefail
folder=$(realpath -m "$1")
shift
mkdir -p "$folder"/{state,spool,munge}
host=$(hostname -s)
user=$(id -un)

dd if=/dev/urandom of="$folder/munge/key" bs=1024 count=1 status=none
chmod 700 "$folder/munge"
chmod 600 "$folder/munge/key"
cat >"$folder/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$user
SlurmdUser=$user
SlurmctldPort=16817
SlurmdPort=16818
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
KillWait=5
RequeueExit=75
ReturnToService=2
MpiDefault=none
SchedulerParameters=batch_sched_delay=0,sched_interval=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
CONF

export SLURM_CONF=$folder/slurm.conf
# Ends the process of a pid file and waits until it is gone, for it still writes to the folder until then.
end_process() {
  [ -s "$1" ] || return 0
  local pid
  pid=$(cat "$1")
  kill "$pid" 2>/dev/null || return 0
  timeout 10 tail --pid="$pid" -f /dev/null || kill -KILL "$pid" 2>/dev/null || true
}
end() {
  end_process "$folder/slurmd.pid"
  end_process "$folder/slurmctld.pid"
  end_process "$folder/munge/pid"
}
trap end EXIT
runas=$([ "$(id -u)" = 0 ] && echo --force || true)
start() {
  munged $runas --key-file="$folder/munge/key" --socket="$folder/munge/socket" --pid-file="$folder/munge/pid" \
    --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" &&
    slurmctld -c -f "$SLURM_CONF" && slurmd -c -f "$SLURM_CONF" -N "$host"
}
start || exit 77
for _ in $(seq 100); do
  if sinfo --noheader --format=%T 2>/dev/null | grep -q idle; then ready=1 && break; fi
  sleep 0.2
done
if [ -z "${ready:-}" ]; then
  tail -n 20 "$folder"/*.log "$folder/munge/log" >&2
  exit 77
fi
"$@"
