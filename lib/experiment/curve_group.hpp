#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lib/experiment/run_group.hpp"

namespace rlrun::experiment {

/// Finished runs that make one line of a picture.
struct CurveGroup {
  std::string label;
  std::vector<std::filesystem::path> runs;     ///< their directories
  std::vector<double> published_returns = {};  ///< a published curve of the same, an episode each
};

/// One for each folder with finished runs, in the order of the folders. Labels are the folders from where their ways
/// part: "x=1" and "x=2" of out/a/x=1 and out/a/x=2.
std::vector<CurveGroup> group_by_folder(const RunGroups& groups);

/// One for each value of a config key, "KEY=VALUE", numbers in ascending order before other texts, whatever the
/// folders. Runs of one value that differ in other keys than the seed make groups of their own, whose labels name these
/// keys too. Throws UsageError when the config of a finished run lacks the key.
std::vector<CurveGroup> group_by_key(const RunGroups& groups, const std::string& key);

/// The directories of all finished runs.
std::vector<std::filesystem::path> finished_runs(const RunGroups& groups);

}  // namespace rlrun::experiment
