#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>

namespace rlrun::experiment {

/// What a completed run came to on a task.
struct TaskFigures {
  double final_return = 0.0;           ///< mean of the last episodes; NaN without any
  std::optional<long> episodes = {};   ///< until the mean of the last ones was at least the threshold
  std::optional<double> seconds = {};  ///< wall time until then; nothing where the clock was not written
};

/// last: how many of the episodes before it a mean is of, at least 1. Throws std::runtime_error naming file and line
/// when a file of the run cannot be read.
TaskFigures read_task_figures(const std::filesystem::path& run, std::size_t last, double threshold);

}  // namespace rlrun::experiment
