#pragma once

#include <string>
#include <vector>

#include "apps/rlrun/paper_results.hpp"
#include "lib/experiment/report/page.hpp"

namespace rlrun::app {

inline constexpr const char* published_curves_file = "published_curves.csv";

/// Published learning curves beside ours, a row an episode that both have, the header first: mean, lowest and highest
/// return of our completed runs. Empty where nothing was published.
std::string published_curves_csv(const std::vector<PaperResult>& results);

/// How many of the published episodes lie within the range of ours, a row for each published curve of the experiment;
/// empty without one. A run like ours lies within the range of n runs in (n - 1) / (n + 1) of its episodes.
experiment::Page published_curves_section(const PaperResult& result);

}  // namespace rlrun::app
