#include "apps/rlrun/run_list.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "lib/config/document.hpp"
#include "lib/config/edit_distance.hpp"
#include "lib/config/sweep.hpp"
#include "lib/config/text.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/run_directory.hpp"

namespace rlrun::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* seed_key = "run.seed";

/// Says what was probably meant by a config file that does not exist.
void require_file(const std::string& file) {
  if (file == config::standard_input || fs::exists(fs::status(file))) return;
  if (file.find('=') != std::string::npos) {
    throw UsageError(file + ": there is no such config file; a value is replaced by --set " + file);
  }
  std::vector<std::string> known;
  std::error_code unreadable;
  const fs::path folder = fs::path(file).has_parent_path() ? fs::path(file).parent_path() : ".";
  for (const auto& entry : fs::directory_iterator(folder, unreadable)) {
    if (entry.path().extension() == ".yaml") known.push_back(entry.path().filename().string());
  }
  const std::string nearest = config::nearest_name(fs::path(file).filename().string(), known);
  if (nearest.empty()) return;  // the reader says that it cannot be read
  throw UsageError(file + ": there is no such config file, did you mean " +
                   (fs::path(file).parent_path() / nearest).string() + "?");
}

/// The sweep of the file and that of the command line, which counts where both have a key.
std::vector<config::SweptKey> swept_keys(const config::Config& document, const std::vector<std::string>& sweeps) {
  std::vector<config::SweptKey> keys = document.sweep();
  for (const std::string& text : sweeps) {
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

/// Collects findings, one a line, of many runs, each line once, in the order in which they turn up.
class RunFindings {
 public:
  void add(const std::string& text, const std::vector<std::string>& overrides) {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      std::string line = text.substr(begin, end - begin);
      const auto [known, is_new] = positions_.emplace(std::move(line), findings_.size());
      if (is_new) findings_.push_back({.line = known->first, .first_run = overrides});
      ++findings_[known->second].runs;
      begin = end + 1;
    }
  }

  /// `runs`: how many were looked at. A finding that is not one of all runs says which is the first.
  void throw_if_any(std::size_t runs) const {
    std::string text;
    for (const Finding& finding : findings_) {
      text += (text.empty() ? "" : "\n") + finding.line;
      const bool of_some = finding.runs < runs && !finding.first_run.empty();
      if (of_some) text += " (in the run with " + config::join(finding.first_run) + ")";
    }
    if (!text.empty()) throw UsageError(text);
  }

 private:
  struct Finding {
    std::string line;
    std::vector<std::string> first_run;  ///< its overrides
    std::size_t runs = 0;
  };

  std::vector<Finding> findings_;
  std::map<std::string, std::size_t> positions_;  ///< by line
};

void require_separate_directories(const std::vector<PlannedRun>& runs) {
  std::map<fs::path, const PlannedRun*> seen;
  for (const PlannedRun& run : runs) {
    const auto [other, is_new] = seen.emplace(run.directory, &run);
    if (is_new) continue;
    const std::string reason = other->second->config.hash == run.config.hash ? "they are the same run twice"
                                                                             : "give their configs other names";
    throw UsageError(run.directory.string() + ": two runs would lie here, " + config::join(other->second->overrides) +
                     " and " + config::join(run.overrides) + "; " + reason);
  }
}

}  // namespace

RunList::RunList(RunRequest request, const experiment::Registries& registries)
    : request_(std::move(request)), registries_(registries) {
  std::string findings;
  for (const std::string& file : request_.configs) {
    try {
      families_.push_back(read_family(file));
    } catch (const UsageError& error) {
      findings += (findings.empty() ? "" : "\n") + std::string(error.what());
    }
  }
  if (findings.empty()) return;
  // What is wrong in the others is of interest too.
  try {
    (void)all();
  } catch (const UsageError& error) {
    findings += "\n" + std::string(error.what());
  }
  throw UsageError(findings);
}

RunList::Family RunList::read_family(const std::string& file) const {
  require_file(file);
  const config::Config document = config::Config::load(file);
  const std::vector<config::SweptKey> keys = swept_keys(document, request_.sweeps);
  if (!request_.seeds.empty() && std::ranges::find(keys, seed_key, &config::SweptKey::path) != keys.end()) {
    throw UsageError(file + ": the sweep over run.seed and --seed or --seeds both say which seeds to run; give one");
  }
  return {.file = file, .document = document.with(request_.overrides), .combinations = config::combinations(keys)};
}

std::size_t RunList::size() const {
  std::size_t runs = 0;
  for (const Family& family : families_) runs += family.combinations.size() * seeds_each();
  return runs;
}

/// Requires index < size().
RunList::Position RunList::find(std::size_t index) const {
  auto family = families_.begin();
  for (; index >= family->combinations.size() * seeds_each(); ++family) {
    index -= family->combinations.size() * seeds_each();
  }
  return {.family = &*family, .combination = &family->combinations[index / seeds_each()], .seed = index % seeds_each()};
}

std::vector<std::string> RunList::overrides(std::size_t index) const {
  const Position position = find(index);
  std::vector<std::string> own = *position.combination;
  if (!request_.seeds.empty()) {
    own.push_back(seed_key + std::string("=") + std::to_string(request_.seeds[position.seed]));
  }
  return own;
}

fs::path RunList::directory(const Family& family, const std::vector<std::string>& own,
                            const experiment::ExperimentConfig& config) const {
  std::vector<std::string> overrides = request_.overrides;
  overrides.insert(overrides.end(), own.begin(), own.end());
  return experiment::run_directory(request_.out, config.experiment, overrides, config.run.seed,
                                   experiment::group_of_config(family.file, config.experiment));
}

PlannedRun RunList::run(std::size_t index) const {
  const Family& family = *find(index).family;
  std::vector<std::string> own = overrides(index);
  auto config = experiment::load_experiment(family.document.with(own, "sweep"), registries_, request_.threads);
  fs::path place = directory(family, own, config);
  return {.overrides = std::move(own), .config = std::move(config), .directory = std::move(place)};
}

std::vector<PlannedRun> RunList::all() const {
  std::vector<PlannedRun> runs;
  RunFindings findings;
  for (std::size_t i = 0; i < size(); ++i) {
    try {
      runs.push_back(run(i));
    } catch (const UsageError& error) {
      findings.add(error.what(), overrides(i));
    }
  }
  findings.throw_if_any(size());
  require_separate_directories(runs);
  return runs;
}

std::string RunList::hash() const {
  std::string text;
  for (const Family& family : families_) {
    text += family.document.flow_text() + "\n";
    for (const auto& combination : family.combinations) text += config::join(combination, "\n") + "\n\n";
  }
  for (const long seed : request_.seeds) text += std::to_string(seed) + "\n";
  return config::config_hash(text);
}

}  // namespace rlrun::app
