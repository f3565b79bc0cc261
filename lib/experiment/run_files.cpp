#include "lib/experiment/run_files.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "lib/experiment/monitor_reporter.hpp"
#include "lib/experiment/tensorboard_reporter.hpp"
#include "lib/experiment/timing_reporter.hpp"

namespace rlrun::experiment {

namespace fs = std::filesystem;

bool is_derived(std::string_view name) {
  return name == MonitorReporter::file_name || name == TimingReporter::file_name ||
         name == TensorboardReporter::file_name;
}

RunFiles::RunFiles(std::filesystem::path directory, std::vector<FileExtent> extents)
    : directory_(std::move(directory)), extents_(std::move(extents)) {}

OutputFile RunFiles::open(std::string_view name) const {
  const fs::path path = directory_ / name;
  const auto extent = std::ranges::find(extents_, name, &FileExtent::name);
  if (extent == extents_.end()) return OutputFile(path);
  if (is_derived(name)) {
    try {
      require_extent(path, *extent);
    } catch (const std::runtime_error& error) {
      spdlog::warn("{}; it is begun again", error.what());
      return OutputFile(path);
    }
  }
  return {path, *extent};
}

bool RunFiles::goes_on(std::string_view name) const {
  return std::ranges::find(extents_, name, &FileExtent::name) != extents_.end();
}

}  // namespace rlrun::experiment
