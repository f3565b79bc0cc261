#pragma once

#include <map>
#include <string>

namespace rlrun::experiment {

/// The machine that a run ran on.
struct Host {
  std::string name;
  std::string cpu_model;                     ///< "unknown" where the system does not tell
  std::map<std::string, std::string> slurm;  ///< the SLURM_* job variables that are set
};

Host current_host();

/// Largest resident memory of this process so far, bytes.
long peak_memory();

}  // namespace rlrun::experiment
