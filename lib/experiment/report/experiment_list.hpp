#pragma once

#include <filesystem>

#include "lib/experiment/report/paper_experiment.hpp"

namespace rlrun::experiment {

/// Reads a list of experiments: a YAML mapping `experiments` from ids to experiments, `purpose` and `deviations`.
/// Throws UsageError with all findings, `file:line:column: key: what is wrong`, one a line, also where seeds are not
/// those of the purpose, or the learners of a table do not run on equal terms. The configs that it names are not read,
/// the published curves are.
ExperimentList read_experiment_list(const std::filesystem::path& path);

}  // namespace rlrun::experiment
