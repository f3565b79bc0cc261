#pragma once

namespace rlrun::app {

/// SLURM_CPUS_PER_TASK, else OMP_NUM_THREADS, else the cores available to this process outside Slurm and 1 inside it.
int default_threads();

}  // namespace rlrun::app
