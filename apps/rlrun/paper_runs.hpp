#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lib/experiment/experiment_config.hpp"
#include "lib/experiment/manifest.hpp"
#include "lib/experiment/report/paper_experiment.hpp"

namespace rlrun::app {

/// A run that belongs to an experiment, and what is on disk of it.
struct PaperRun {
  long seed = 0;
  std::filesystem::path directory;
  std::optional<experiment::RunStatus> status;  ///< nothing: there is none of this config
  std::string problem;                          ///< why it is not completed; empty where it is

  /// Running it again would come to the same.
  [[nodiscard]] bool has_ended() const {
    return status == experiment::RunStatus::completed || status == experiment::RunStatus::diverged;
  }
};

/// Which experiments are meant, how large, and where their runs lie.
struct PaperRequest {
  std::string list;  ///< the file that names them
  std::string folder;
  std::string only;  ///< pattern of ids, with * and ?; empty: all
  bool quick = false;

  [[nodiscard]] experiment::Scale scale() const { return quick ? experiment::Scale::quick : experiment::Scale::full; }
};

/// Throws UsageError when the file is bad or has no experiment of that id.
experiment::ExperimentList read_requested_experiments(const PaperRequest& request);

/// All runs of one config, in the order of their seeds. Throws UsageError when the config is bad.
std::vector<PaperRun> find_paper_runs(const experiment::SeedRuns& runs, const PaperRequest& request,
                                      const experiment::Registries& registries);

/// The arguments that make `rlrun run` perform them.
std::vector<std::string> run_arguments(const experiment::SeedRuns& runs, const PaperRequest& request);

}  // namespace rlrun::app
