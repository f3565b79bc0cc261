#pragma once

#include <vector>

#include "apps/rlrun/paper_results.hpp"
#include "lib/experiment/report/page.hpp"

namespace rlrun::app {

/// All learners, a row each, on all tasks, those experiments that have a table: final returns, and episodes and seconds
/// until the threshold. Nothing without such an experiment.
experiment::Page cross_table(const std::vector<PaperResult>& results);

}  // namespace rlrun::app
