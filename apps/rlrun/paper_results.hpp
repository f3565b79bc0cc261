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
  experiment::Judgement judgement = {};
};

/// What a learner came to on a task: of its completed runs.
struct LearnerResult {
  const experiment::SeedRuns* runs = nullptr;
  std::size_t planned = 0;               ///< runs, ended or not
  std::vector<double> training = {};     ///< mean return of the last episodes
  std::vector<double> frozen = {};       ///< mean return of the frozen policy
  std::vector<double> episodes = {};     ///< until the threshold, of the runs that came there
  std::vector<double> steps = {};        ///< the same, environment steps
  std::vector<double> cpu_seconds = {};  ///< the same, where they are known
};

/// What an experiment came to so far. It points into the experiment.
struct PaperResult {
  const experiment::PaperExperiment* experiment = nullptr;
  std::vector<GroupResult> groups;
  std::vector<ComparisonResult> comparisons;
  std::vector<LearnerResult> learners;  ///< where the experiment has a table
};

/// Runs that were shortened for a quick reproduction are not judged.
PaperResult read_paper_result(const experiment::PaperExperiment& experiment, const PaperRequest& request,
                              const experiment::Registries& registries);

/// The directories of the completed runs of a group.
std::vector<std::filesystem::path> completed_runs(const GroupResult& group);

/// How many of the runs of an experiment have ended, and how many there are.
struct RunCount {
  std::size_t ended = 0;
  std::size_t all = 0;
};

RunCount count_runs(const PaperResult& result);

}  // namespace rlrun::app
