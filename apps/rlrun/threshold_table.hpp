#pragma once

#include "apps/rlrun/text_table.hpp"
#include "lib/experiment/run_group.hpp"

namespace rlrun::app {

/// When the completed runs of each group reached a return: a row a group with means over its runs and their 95%
/// intervals, or with `per_run` a row a run. `number` prints a figure; NaN stands for what is not there.
TextTable threshold_table(const experiment::RunGroups& groups, double threshold, bool per_run,
                          std::string (*number)(double));

}  // namespace rlrun::app
