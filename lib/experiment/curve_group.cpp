#include "lib/experiment/curve_group.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "lib/experiment/run_settings.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> finished(const RunGroup& group) {
  std::vector<fs::path> runs;
  for (const auto& [directory, run] : group) {
    if (run.status == RunStatus::completed) runs.push_back(directory);
  }
  return runs;
}

/// The parts that both paths begin with.
fs::path common_start(const fs::path& first, const fs::path& second) {
  fs::path start;
  const auto [end, other_end] = std::mismatch(first.begin(), first.end(), second.begin(), second.end());
  for (auto part = first.begin(); part != end; ++part) start /= *part;
  return start;
}

/// The lowest folder that holds all of them.
fs::path common_parent(const RunGroups& groups) {
  fs::path parent = groups.begin()->first.parent_path();
  for (const auto& [folder, group] : groups) parent = common_start(parent, folder.parent_path());
  return parent;
}

}  // namespace

std::vector<CurveGroup> group_by_folder(const RunGroups& groups) {
  std::vector<CurveGroup> result;
  for (const auto& [folder, group] : groups) {
    auto runs = finished(group);
    if (runs.empty()) continue;
    result.push_back({.label = folder.lexically_relative(common_parent(groups)).string(), .runs = std::move(runs)});
  }
  return result;
}

std::vector<CurveGroup> group_by_key(const RunGroups& groups, const std::string& key) {
  std::map<std::string, std::vector<fs::path>, SettingOrder> by_value;
  for (const fs::path& run : finished_runs(groups)) by_value[setting(read_run_settings(run), key, run)].push_back(run);
  std::vector<CurveGroup> result;
  result.reserve(by_value.size());
  const std::string start = key + "=";
  for (auto& [value, runs] : by_value) result.push_back({.label = start + value, .runs = std::move(runs)});
  return result;
}

std::vector<fs::path> finished_runs(const RunGroups& groups) {
  std::vector<fs::path> runs;
  for (const auto& [folder, group] : groups) {
    for (const fs::path& run : finished(group)) runs.push_back(run);
  }
  return runs;
}

}  // namespace rlrun::experiment
