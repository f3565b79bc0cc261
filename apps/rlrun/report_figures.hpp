#pragma once

#include <string>
#include <vector>

#include "apps/rlrun/paper_results.hpp"

namespace rlrun::app {

/// All comparisons as comma-separated values, a row each, the header first, then the learners of the tables, a row for
/// what they come to while training and one for their frozen policies. `values`: runs that have one, of `runs` that
/// have ended; mean, deviation and 95% interval are over them, empty where there are none. `kind`: what it is set
/// against, `published` or `goal`; `table` of a learner; else empty. Texts are quoted.
std::string figures_csv(const std::vector<PaperResult>& results);

}  // namespace rlrun::app
