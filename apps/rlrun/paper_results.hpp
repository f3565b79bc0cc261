#pragma once

#include <string>
#include <vector>

#include "apps/rlrun/paper_runs.hpp"
#include "lib/experiment/report/comparison.hpp"
#include "lib/experiment/report/paper_experiment.hpp"

namespace rlrun::app {

/// The runs of one config.
struct GroupResult {
  const experiment::SeedRuns* runs = nullptr;
  std::vector<PaperRun> found;
};

struct ComparisonResult {
  const experiment::Comparison* comparison = nullptr;
  std::size_t planned = 0;  ///< runs, ended or not
  experiment::SeedFigures figures = {};
  experiment::Verdict verdict = experiment::Verdict::missing;
};

/// What an experiment came to so far. It points into the experiment.
struct PaperResult {
  const experiment::PaperExperiment* experiment = nullptr;
  std::vector<GroupResult> groups;
  std::vector<ComparisonResult> comparisons;
};

/// Runs that were shortened for a quick reproduction are not judged.
PaperResult read_paper_result(const experiment::PaperExperiment& experiment, const PaperRequest& request,
                              const experiment::Registries& registries);

/// How many of the runs of an experiment have ended, and how many there are.
struct RunCount {
  std::size_t ended = 0;
  std::size_t all = 0;
};

RunCount count_runs(const PaperResult& result);

}  // namespace rlrun::app
