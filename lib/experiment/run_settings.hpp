#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace rlrun::experiment {

/// The values of a resolved config by their dotted paths: text without quotes, lists as YAML on one line.
using RunSettings = std::map<std::string, std::string, std::less<>>;

/// The settings that a run's config.yaml holds. Where it has none, as in an archive, those of the first run beside it
/// that has one, without run.seed: runs in one folder differ in nothing else. Empty where there is none either.
/// Throws UsageError naming file and line when it is no YAML mapping.
RunSettings read_run_settings(const std::filesystem::path& directory);

/// One of them. Throws UsageError naming the run, and the nearest key where there is one, when there is no such key.
const std::string& setting(const RunSettings& settings, const std::string& key, const std::filesystem::path& directory);

/// The keys, but run.seed, that do not have the same value, or are not there, in all of them.
std::vector<std::string> differing_settings(std::span<const RunSettings> runs);

/// Numbers first, in ascending order, then other texts.
struct SettingOrder {
  bool operator()(const std::string& first, const std::string& second) const;
};

}  // namespace rlrun::experiment
