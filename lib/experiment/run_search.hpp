#pragma once

#include <filesystem>
#include <vector>

namespace rlrun::experiment {

/// Whether a folder is a run directory: it holds `run.json` or `curve.csv`, or, claimed and no more, bears the name
/// that `run_directory` gives, `seed_` and digits.
bool is_run_directory(const std::filesystem::path& directory);

/// The run directories at and below a folder, canonical paths in ascending order, each once. Links to folders are
/// followed; run directories are not searched for others. A folder that cannot be read is named in the log and passed
/// over. Throws UsageError when the root is no folder or holds no run.
std::vector<std::filesystem::path> find_run_directories(const std::filesystem::path& root);

}  // namespace rlrun::experiment
