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

struct ConfiguredRun {
  fs::path directory;
  RunSettings settings;
};

std::vector<RunSettings> settings_of(const std::vector<ConfiguredRun>& runs) {
  std::vector<RunSettings> settings(runs.size());
  std::ranges::transform(runs, settings.begin(), &ConfiguredRun::settings);
  return settings;
}

/// ", KEY=VALUE" for each of these keys.
std::string label_of(const RunSettings& settings, const std::vector<std::string>& keys) {
  std::string label;
  for (const std::string& key : keys) {
    const auto found = settings.find(key);
    label += ", " + key + "=" + (found == settings.end() ? "none" : found->second);
  }
  return label;
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
  std::map<std::string, std::vector<ConfiguredRun>, SettingOrder> by_value;
  for (const fs::path& run : finished_runs(groups)) {
    RunSettings settings = read_run_settings(run);
    const std::string value = setting(settings, key, run);
    by_value[value].push_back({.directory = run, .settings = std::move(settings)});
  }
  std::vector<CurveGroup> result;
  for (const auto& [value, runs] : by_value) {
    std::map<std::string, std::vector<fs::path>> by_label;
    const std::vector<std::string> others = differing_settings(settings_of(runs));
    for (const ConfiguredRun& run : runs) {
      by_label[key + "=" + value + label_of(run.settings, others)].push_back(run.directory);
    }
    for (auto& [label, directories] : by_label) result.push_back({.label = label, .runs = std::move(directories)});
  }
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
