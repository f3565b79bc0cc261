#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lib/experiment/experiment_config.hpp"
#include "lib/experiment/manifest.hpp"
#include "lib/experiment/stop_flag.hpp"

namespace rlrun::experiment {

struct RunnerOptions {
  bool force = false;         ///< overwrite what an earlier run left
  bool resume = false;        ///< go on from the checkpoint that an unfinished run left; without one start again
  bool no_lock = false;       ///< where the file system has no locks
  long checkpoint_every = 0;  ///< environment steps; 0: some minutes
  bool progress = false;      ///< draw a progress bar on stderr
  bool tensorboard = false;   ///< write an event file; a run that has one goes on with it either way
  int asked_threads = 1;      ///< by --threads, which are more than some learners have a use for; 1: it was not given
  std::vector<std::string> command_line = {};
};

/// Runs one config with its seed in `directory`: claims it, writes all files, and the manifest last. A run that is
/// asked to stop leaves a checkpoint; so does one that ends, for whoever wants its policy. What goes wrong after the
/// claim ends up in the manifest that is returned, with the exit code that belongs to it; throws UsageError when the
/// directory cannot be claimed.
Manifest run_experiment(const ExperimentConfig& config, const std::filesystem::path& directory,
                        const RunnerOptions& options, const StopFlag& stop);

}  // namespace rlrun::experiment
