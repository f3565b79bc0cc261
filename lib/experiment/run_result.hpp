#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>

#include "lib/experiment/manifest.hpp"

namespace rlrun::experiment {

/// What is on disk of a run.
struct RunResult {
  std::optional<RunStatus> status;  ///< nothing: the result is missing, for the reason in `problem`
  std::string problem;              ///< why it is not completed; empty where it is
  double final_return = std::numeric_limits<double>::quiet_NaN();  ///< finite where it is completed
  std::string group_hash = {};                                     ///< of Manifest; empty where it has none
};

/// Reads a run directory; `last`: of `final_return` in curve.hpp. A run is completed when its manifest says so and its
/// curve can be read and has the recorded hash. One that is said to run though no process has its lock is dead. A
/// readable curve without any manifest counts as completed too: it is the archive of a run, which writes its manifest
/// before its curve as long as it lives.
RunResult read_run_result(const std::filesystem::path& directory, std::size_t last);

}  // namespace rlrun::experiment
