#include "apps/rlrun/run_list.hpp"

#include <algorithm>
#include <set>

#include "lib/config/config.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/run_directory.hpp"

namespace rlrun::app {
namespace {

/// `own`: the overrides that tell this run from others.
PlannedRun plan_run(const std::string& file, const std::vector<std::string>& own, const RunRequest& request,
                    const experiment::Registries& registries) {
  std::vector<std::string> overrides = request.overrides;
  overrides.insert(overrides.end(), own.begin(), own.end());
  auto config = experiment::load_experiment(file, overrides, registries, request.threads);
  auto directory = experiment::run_directory(request.out, config.experiment, overrides, config.run.seed);
  return {.overrides = own, .config = std::move(config), .directory = std::move(directory)};
}

/// The sweep of the file and that of the command line, which counts where both have a key.
std::vector<config::SweptKey> swept_keys(const std::string& file, const RunRequest& request) {
  config::Config document = config::Config::load(file);
  document.findings().throw_if_any();
  std::vector<config::SweptKey> keys = document.sweep();
  for (const std::string& text : request.sweeps) {
    config::SweptKey key = config::parse_sweep(text);
    const auto same = std::ranges::find(keys, key.path, &config::SweptKey::path);
    if (same == keys.end()) {
      keys.push_back(std::move(key));
    } else {
      *same = std::move(key);
    }
  }
  return keys;
}

void append_runs(const std::string& file, const RunRequest& request, const experiment::Registries& registries,
                 std::vector<PlannedRun>& runs) {
  for (const std::vector<std::string>& combination : config::combinations(swept_keys(file, request))) {
    if (request.seeds.empty()) runs.push_back(plan_run(file, combination, request, registries));
    for (const long seed : request.seeds) {
      std::vector<std::string> own = combination;
      own.push_back("run.seed=" + std::to_string(seed));
      runs.push_back(plan_run(file, own, request, registries));
    }
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
