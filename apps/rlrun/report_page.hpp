#pragma once

#include <string>
#include <vector>

#include "apps/rlrun/paper_results.hpp"
#include "lib/experiment/report/page.hpp"

namespace rlrun::app {

/// The name of the picture of an experiment, which lies beside the report.
std::string picture_name(const PaperResult& result);

/// The first part: what the report is, how ours differs from the documents, what of what was published holds, what does
/// not and what cannot be told, and a table of all experiments.
experiment::Page overview(const experiment::ExperimentList& list, const std::vector<PaperResult>& results,
                          const PaperRequest& request);

/// Everything about one experiment. `drawn`: there is a picture of it.
experiment::Page experiment_section(const PaperResult& result, const PaperRequest& request, bool drawn);

}  // namespace rlrun::app
