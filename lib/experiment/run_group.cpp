#include "lib/experiment/run_group.hpp"

#include "lib/experiment/run_search.hpp"

namespace rlrun::experiment {

RunGroups read_run_groups(std::span<const std::string> folders, std::size_t last) {
  RunGroups groups;
  for (const std::string& folder : folders) {
    for (const auto& directory : find_run_directories(folder)) {
      groups[directory.parent_path()][directory] = read_run_result(directory, last);
    }
  }
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
