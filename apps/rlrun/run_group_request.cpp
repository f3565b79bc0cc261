#include "apps/rlrun/run_group_request.hpp"

#include <spdlog/spdlog.h>

#include <array>

#include "lib/core/error.hpp"
#include "lib/experiment/inference.hpp"

namespace rlrun::app {

namespace fs = std::filesystem;
using experiment::RunGroups;

std::string directory_label(const fs::path& directory) {
  const fs::path relative = directory.lexically_proximate(fs::current_path());
  return (*relative.begin() == ".." ? directory : relative).string();
}

RunGroups::value_type read_single_group(const std::string& folder, std::size_t last) {
  const RunGroups groups = experiment::read_run_groups(std::array{folder}, last);
  if (groups.size() == 1) return *groups.begin();
  std::string names;
  for (const auto& [directory, group] : groups) names += "\n  " + directory_label(directory);
  throw UsageError(folder + ": there are several groups of runs; name one:" + names);
}

bool report_unfinished(const experiment::RunGroup& group) {
  bool all_done = true;
  for (const auto& [directory, run] : group) {
    if (run.problem.empty()) continue;
    spdlog::warn("{}: {}", directory_label(directory), run.problem);
    all_done = false;
  }
  return all_done;
}

void warn_of_few_seeds(const std::string& label, std::size_t seeds) {
  if (seeds >= experiment::fewest_seeds) return;
  spdlog::warn("{}: {} finished runs are too few for an interval; use at least {} seeds", label, seeds,
               experiment::fewest_seeds);
}

}  // namespace rlrun::app
