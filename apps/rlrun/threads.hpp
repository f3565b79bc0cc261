#pragma once

#include <filesystem>
#include <optional>

namespace rlrun::app {

/// Where the kernel says what control groups this process is in, and what they allow.
struct ControlGroupFiles {
  std::filesystem::path membership = "/proc/self/cgroup";
  std::filesystem::path hierarchy = "/sys/fs/cgroup";
};

/// The cores whose time the control groups of this process allow it, such as 1.5; nothing: no limit, or none is known.
/// Reads both versions of control groups; the tightest limit counts among a group and those above it.
std::optional<double> control_group_quota(const ControlGroupFiles& files = {});

/// The cores that this process may really use, by affinity and by quota; part of a core counts as one. At least 1.
int available_cores();

/// The number of threads without --threads: SLURM_CPUS_PER_TASK, else OMP_NUM_THREADS, else all available cores, or one
/// inside a Slurm job; never more than the available cores.
int default_threads();

}  // namespace rlrun::app
