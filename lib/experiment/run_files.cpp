#include "lib/experiment/run_files.hpp"

#include <algorithm>
#include <utility>

namespace rlrun::experiment {

RunFiles::RunFiles(std::filesystem::path directory, std::vector<FileExtent> extents)
    : directory_(std::move(directory)), extents_(std::move(extents)) {}

OutputFile RunFiles::open(std::string_view name) const {
  const auto extent = std::ranges::find(extents_, name, &FileExtent::name);
  return extent == extents_.end() ? OutputFile(directory_ / name) : OutputFile(directory_ / name, *extent);
}

bool RunFiles::goes_on(std::string_view name) const {
  return std::ranges::find(extents_, name, &FileExtent::name) != extents_.end();
}

}  // namespace rlrun::experiment
