#include "lib/experiment/run_group.hpp"

#include "lib/core/error.hpp"
#include "lib/experiment/run_search.hpp"

namespace rlrun::experiment {
namespace {

/// Manifests of older versions tell nothing of it.
void require_one_config(const RunGroup& group) {
  const RunGroup::value_type* first = nullptr;
  for (const RunGroup::value_type& run : group) {
    if (run.second.group_hash.empty()) continue;
    if (first == nullptr) first = &run;
    if (run.second.group_hash == first->second.group_hash) continue;
    throw UsageError(first->first.string() + " and " + run.first.string() +
                     " are runs of different configs in one folder; move one of them to a place of its own, or make it "
                     "again with --force");
  }
}

}  // namespace

RunGroups read_run_groups(std::span<const std::string> folders, std::size_t last) {
  RunGroups groups;
  for (const std::string& folder : folders) {
    for (const auto& directory : find_run_directories(folder)) {
      groups[directory.parent_path()][directory] = read_run_result(directory, last);
    }
  }
  for (const auto& [folder, group] : groups) require_one_config(group);
  return groups;
}

std::vector<double> final_returns(const RunGroup& group) {
  std::vector<double> returns;
  for (const auto& [directory, run] : group) {
    if (run.status == RunStatus::completed) returns.push_back(run.final_return);
  }
  return returns;
}

}  // namespace rlrun::experiment
