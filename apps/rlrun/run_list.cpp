#include "apps/rlrun/run_list.hpp"

#include <set>

#include "lib/core/error.hpp"
#include "lib/experiment/run_directory.hpp"

namespace rlrun::app {
namespace {

PlannedRun plan_run(const std::string& file, std::vector<std::string> overrides, const RunRequest& request,
                    const experiment::Registries& registries) {
  auto config = experiment::load_experiment(file, overrides, registries, request.threads);
  auto directory = experiment::run_directory(request.out, config.experiment, request.overrides, config.run.seed);
  return {std::move(config), std::move(directory)};
}

void append_runs(const std::string& file, const RunRequest& request, const experiment::Registries& registries,
                 std::vector<PlannedRun>& runs) {
  if (request.seeds.empty()) runs.push_back(plan_run(file, request.overrides, request, registries));
  for (const long seed : request.seeds) {
    std::vector<std::string> overrides = request.overrides;
    overrides.push_back("run.seed=" + std::to_string(seed));
    runs.push_back(plan_run(file, std::move(overrides), request, registries));
  }
}

void require_separate_directories(const std::vector<PlannedRun>& runs) {
  std::set<std::filesystem::path> seen;
  for (const PlannedRun& run : runs) {
    if (!seen.insert(run.directory).second) {
      throw UsageError(run.directory.string() + ": two runs would lie here; give their configs other names");
    }
  }
}

}  // namespace

std::vector<PlannedRun> make_run_list(const RunRequest& request, const experiment::Registries& registries) {
  std::vector<PlannedRun> runs;
  std::string findings;
  for (const std::string& file : request.configs) {
    try {
      append_runs(file, request, registries, runs);
    } catch (const UsageError& error) {
      findings += (findings.empty() ? "" : "\n") + std::string(error.what());
    }
  }
  if (!findings.empty()) throw UsageError(findings);
  require_separate_directories(runs);
  return runs;
}

}  // namespace rlrun::app
