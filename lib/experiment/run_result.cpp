#include "lib/experiment/run_result.hpp"

#include <cmath>
#include <stdexcept>

#include "lib/experiment/curve.hpp"
#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/run_lock.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

RunResult missing(const std::string& reason) { return {.status = std::nullopt, .problem = "missing: " + reason}; }

RunResult completed(const fs::path& directory, std::size_t last) try {
  const double value = final_return(read_run_curve(directory), last);
  if (!std::isfinite(value)) {
    return missing((directory / CurveReporter::file_name).string() + ": no finite return at the end");
  }
  return {.status = RunStatus::completed, .problem = "", .final_return = value};
} catch (const std::runtime_error& error) {
  return missing(error.what());
}

}  // namespace

RunResult read_run_result(const fs::path& directory, std::size_t last) {
  if (!fs::exists(directory / Manifest::file_name)) return completed(directory, last);
  const auto manifest = read_manifest(directory);
  if (!manifest) return missing((directory / Manifest::file_name).string() + ": is no manifest of a run");
  if (manifest->status == RunStatus::completed) {
    RunResult result = completed(directory, last);
    result.group_hash = manifest->group_hash;
    return result;
  }
  if (manifest->status == RunStatus::running && !RunLock::is_held(directory)) {
    return {.status = RunStatus::dead, .problem = "dead: its process is gone; the same command with --resume goes on"};
  }
  return {.status = manifest->status, .problem = std::string(name_of(manifest->status))};
}

}  // namespace rlrun::experiment
