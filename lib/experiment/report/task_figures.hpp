#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>

namespace rlrun::experiment {

/// What a completed run came to on a task.
struct TaskFigures {
  double training_return = 0.0;              ///< mean of the last episodes while learning; NaN without any
  std::optional<double> frozen_return = {};  ///< mean of the last evaluation; nothing where none took place
  std::optional<long> episodes = {};         ///< until the mean of the last ones was at least the threshold
  std::optional<long> steps = {};            ///< environment steps until then
  std::optional<double> cpu_seconds = {};    ///< of the process until then; nothing where they were not written
};

/// last: how many of the episodes before it a mean is of, at least 1. Throws std::runtime_error naming file and line
/// when a file of the run cannot be read.
TaskFigures read_task_figures(const std::filesystem::path& run, std::size_t last, double threshold);

/// The process time of a whole run; nothing where it was not written. Throws as above.
std::optional<double> read_cpu_seconds(const std::filesystem::path& run);

}  // namespace rlrun::experiment
