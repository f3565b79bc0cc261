#include "lib/experiment/run_settings.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <tuple>
#include <vector>

#include "lib/config/document.hpp"
#include "lib/config/edit_distance.hpp"
#include "lib/config/findings.hpp"
#include "lib/config/flow_text.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/run_search.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

constexpr const char* file_name = "config.yaml";

void collect(const config::Node& node, const std::string& path, RunSettings& settings) {
  using Kind = config::Node::Kind;
  if (node.kind == Kind::mapping) {
    for (const config::Entry& entry : node.entries) collect(entry.value, config::join_path(path, entry.key), settings);
  } else {
    settings[path] = node.kind == Kind::scalar ? node.text : config::flow_text(node);
  }
}

RunSettings read_settings(const fs::path& path) {
  config::Findings findings(path.string());
  const std::string text = config::read_file(path, findings);
  config::Node root;
  config::parse_yaml(text, 0, "", findings, root);
  findings.throw_if_any();
  if (root.kind != config::Node::Kind::mapping)
    throw UsageError(path.string() + ": holds no mapping of keys to values");
  RunSettings settings;
  collect(root, "", settings);
  return settings;
}

/// The finite number that a text is, or infinity.
double number_of(const std::string& text) {
  double number = 0.0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, number);
  const bool is_number = result.ec == std::errc() && result.ptr == end && std::isfinite(number);
  return is_number ? number : std::numeric_limits<double>::infinity();
}

}  // namespace

RunSettings read_run_settings(const fs::path& directory) {
  if (fs::exists(directory / file_name)) return read_settings(directory / file_name);
  for (const fs::path& neighbour : find_run_directories(directory.parent_path())) {
    if (neighbour.parent_path() != directory.parent_path() || !fs::exists(neighbour / file_name)) continue;
    RunSettings settings = read_settings(neighbour / file_name);
    settings.erase("run.seed");
    return settings;
  }
  return {};
}

const std::string& setting(const RunSettings& settings, const std::string& key, const fs::path& directory) {
  const auto found = settings.find(key);
  if (found != settings.end()) return found->second;
  const std::string run = directory.string() + ": ";
  if (settings.empty()) throw UsageError(run + "there is no " + file_name + " to read \"" + key + "\" from");
  std::vector<std::string> known;
  for (const auto& [name, value] : settings) known.push_back(name);
  const std::string nearest = config::nearest_name(key, known);
  throw UsageError(run + "the config has no value of \"" + key + "\"" +
                   (nearest.empty() ? "" : ", did you mean \"" + nearest + "\"?"));
}

std::vector<std::string> differing_settings(std::span<const RunSettings> runs) {
  std::map<std::string, std::map<std::string, std::size_t>> counts;  // of each value of each key
  for (const RunSettings& run : runs) {
    for (const auto& [key, value] : run) ++counts[key][value];
  }
  counts.erase("run.seed");
  std::vector<std::string> keys;
  for (const auto& [key, values] : counts) {
    if (values.size() > 1 || values.begin()->second < runs.size()) keys.push_back(key);
  }
  return keys;
}

bool SettingOrder::operator()(const std::string& first, const std::string& second) const {
  return std::tuple(number_of(first), first) < std::tuple(number_of(second), second);
}

}  // namespace rlrun::experiment
