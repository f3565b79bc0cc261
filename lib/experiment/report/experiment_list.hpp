#pragma once

#include <filesystem>
#include <vector>

#include "lib/experiment/report/paper_experiment.hpp"

namespace rlrun::experiment {

/// Reads a list of experiments: a YAML mapping `experiments` from ids to experiments. Throws UsageError with all
/// findings, `file:line:column: key: what is wrong`, one a line. The configs that it names are not read.
std::vector<PaperExperiment> read_experiment_list(const std::filesystem::path& path);

}  // namespace rlrun::experiment
