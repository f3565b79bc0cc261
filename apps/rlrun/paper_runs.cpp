#include "apps/rlrun/paper_runs.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <utility>

#include "apps/rlrun/run_list.hpp"
#include "lib/config/text.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/report/experiment_list.hpp"
#include "lib/experiment/run_directory.hpp"
#include "lib/experiment/run_result.hpp"

namespace rlrun::app {
namespace {

using experiment::PaperExperiment;
using experiment::RunDirectoryState;

PaperRun find_run(const PlannedRun& planned) {
  PaperRun run = {.seed = planned.config.run.seed, .directory = planned.directory, .status = {}, .problem = ""};
  switch (experiment::inspect_run_directory(planned.directory, planned.config.hash)) {
    case RunDirectoryState::free:
      run.problem = "missing";
      return run;
    case RunDirectoryState::other_config:
      run.problem = "missing: a finished run of another config lies there";
      return run;
    default:
      const experiment::RunResult result = experiment::read_run_result(planned.directory, 1);
      run.status = result.status;
      run.problem = result.problem;
  }
  return run;
}

}  // namespace

experiment::ExperimentList read_requested_experiments(const PaperRequest& request) {
  experiment::ExperimentList list = experiment::read_experiment_list(request.list);
  if (request.only.empty()) return list;
  std::vector<PaperExperiment>& experiments = list.experiments;
  std::vector<std::string> ids(experiments.size());
  std::ranges::transform(experiments, ids.begin(), &PaperExperiment::id);
  std::erase_if(experiments, [&](const PaperExperiment& experiment) {
    return ::fnmatch(request.only.c_str(), experiment.id.c_str(), 0) != 0;
  });
  if (!experiments.empty()) return list;
  throw UsageError("--only " + request.only + ": there is no such experiment; allowed: " + config::join(ids));
}

std::vector<PaperRun> find_paper_runs(const experiment::SeedRuns& runs, const PaperRequest& request,
                                      const experiment::Registries& registries) {
  const experiment::RunScale& scale = runs.at(request.scale());
  const RunRequest run_request = {.configs = {runs.config},
                                  .overrides = scale.overrides,
                                  .sweeps = {},
                                  .seeds = scale.seeds,
                                  .out = request.folder};
  std::vector<PaperRun> found;
  for (const PlannedRun& planned : RunList(run_request, registries).all()) found.push_back(find_run(planned));
  return found;
}

std::vector<std::string> run_arguments(const experiment::SeedRuns& runs, const PaperRequest& request) {
  const experiment::RunScale& scale = runs.at(request.scale());
  std::vector<std::string> arguments = {runs.config, "--seeds", scale.seed_text};
  for (const std::string& text : scale.overrides) arguments.insert(arguments.end(), {"--set", text});
  arguments.insert(arguments.end(), {"--out", request.folder});
  return arguments;
}

}  // namespace rlrun::app
