#include "lib/experiment/run_search.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "lib/core/error.hpp"
#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/manifest.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

bool is_seed_name(std::string_view name) {
  constexpr std::string_view prefix = "seed_";
  return name.starts_with(prefix) && name.size() > prefix.size() &&
         name.find_first_not_of("0123456789", prefix.size()) == std::string_view::npos;
}

std::vector<fs::path> run_directories_below(const fs::path& root) {
  std::vector<fs::path> found;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    if (!entry->is_directory() || !is_run_directory(entry->path())) continue;
    found.push_back(entry->path());
    entry.disable_recursion_pending();
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

bool is_run_directory(const fs::path& directory) {
  return fs::exists(directory / Manifest::file_name) || fs::exists(directory / CurveReporter::file_name) ||
         is_seed_name(directory.filename().string());
}

std::vector<fs::path> find_run_directories(const fs::path& root) {
  if (!fs::is_directory(root)) throw UsageError(root.string() + ": there is no such folder");
  const fs::path directory = fs::canonical(root);
  if (is_run_directory(directory)) return {directory};
  auto found = run_directories_below(directory);
  if (found.empty()) throw UsageError(root.string() + ": there is no run in this folder");
  return found;
}

}  // namespace rlrun::experiment
