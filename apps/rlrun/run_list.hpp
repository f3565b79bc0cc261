#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lib/experiment/experiment_config.hpp"

namespace rlrun::app {

/// What the command line asks to run.
struct RunRequest {
  std::vector<std::string> configs;    ///< files
  std::vector<std::string> overrides;  ///< "a.b=c"
  std::vector<std::string> sweeps;     ///< "a.b=1,2,3"; one for a key that a config sweeps over replaces its values
  std::vector<long> seeds;             ///< of every config; empty: its own
  std::string out = "results";
  int threads = 1;
};

struct PlannedRun {
  std::vector<std::string> overrides;  ///< those that tell it from the other runs of its config
  experiment::ExperimentConfig config;
  std::filesystem::path directory;
};

/// All runs, in the order of the configs, then of the combinations of swept values, then of the seeds.
/// Throws UsageError with all findings of all configs, and when two runs would share a directory.
std::vector<PlannedRun> make_run_list(const RunRequest& request, const experiment::Registries& registries);

}  // namespace rlrun::app
