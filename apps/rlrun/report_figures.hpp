#pragma once

#include <string>
#include <vector>

#include "apps/rlrun/paper_results.hpp"

namespace rlrun::app {

/// All comparisons as comma-separated values, a row each, the header first. `values`: runs that have one, of `runs`
/// that have ended; mean, deviation and 95% interval are over them, empty where there are none. Names are quoted.
std::string figures_csv(const std::vector<PaperResult>& results);

}  // namespace rlrun::app
