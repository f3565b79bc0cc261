#pragma once

#include <vector>

#include "apps/rlrun/paper_results.hpp"
#include "lib/experiment/report/page.hpp"

namespace rlrun::app {

/// All learners on all tasks, those experiments that have a table: returns of frozen policies, a column a task; then a
/// table a task with training returns, episodes, steps and CPU seconds until the threshold, and what each config knows.
/// Nothing without such an experiment.
experiment::Page cross_table(const std::vector<PaperResult>& results);

}  // namespace rlrun::app
