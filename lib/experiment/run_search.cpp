#include "lib/experiment/run_search.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

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

/// Searches a tree whose links may lead anywhere, also back.
class Search {
 public:
  void visit(const fs::path& directory) {
    const fs::path folder = fs::canonical(directory);
    if (!visited_.insert(folder).second) return;
    if (is_run_directory(folder)) {
      found_.push_back(folder);
      return;
    }
    std::error_code failure;
    for (auto entry = fs::directory_iterator(folder, failure); !failure && entry != fs::directory_iterator();
         entry.increment(failure)) {
      std::error_code unreachable;  // such as a link to nothing
      if (entry->is_directory(unreachable)) visit(entry->path());
    }
    if (failure) spdlog::warn("{}: passed over: {}", folder.string(), failure.message());
  }

  std::vector<fs::path> take() {
    std::ranges::sort(found_);
    return std::move(found_);
  }

 private:
  std::set<fs::path> visited_;
  std::vector<fs::path> found_;
};

}  // namespace

bool is_run_directory(const fs::path& directory) {
  std::error_code unreadable;
  return fs::exists(directory / Manifest::file_name, unreadable) ||
         fs::exists(directory / CurveReporter::file_name, unreadable) || is_seed_name(directory.filename().string());
}

std::vector<fs::path> find_run_directories(const fs::path& root) {
  if (!fs::is_directory(root)) throw UsageError(root.string() + ": there is no such folder");
  Search search;
  search.visit(root);
  auto found = search.take();
  if (found.empty()) throw UsageError(root.string() + ": there is no run in this folder");
  return found;
}

}  // namespace rlrun::experiment
