#include "lib/experiment/run_result.hpp"

#include <cmath>
#include <stdexcept>

#include "lib/experiment/curve.hpp"
#include "lib/experiment/curve_reporter.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

RunResult missing(const std::string& reason) { return {.status = std::nullopt, .problem = "missing: " + reason}; }

RunResult completed(const fs::path& directory, std::size_t last) try {
  const fs::path path = directory / CurveReporter::file_name;
  const double value = final_return(read_curve(path), last);
  if (!std::isfinite(value)) return missing(path.string() + ": no finite return at the end");
  return {.status = RunStatus::completed, .problem = "", .final_return = value};
} catch (const std::runtime_error& error) {
  return missing(error.what());
}

}  // namespace

RunResult read_run_result(const fs::path& directory, std::size_t last) {
  if (!fs::exists(directory / Manifest::file_name)) return completed(directory, last);
  const auto manifest = read_manifest(directory);
  if (!manifest) return missing((directory / Manifest::file_name).string() + ": is no manifest of a run");
  if (manifest->status == RunStatus::completed) return completed(directory, last);
  return {.status = manifest->status, .problem = std::string(name_of(manifest->status))};
}

}  // namespace rlrun::experiment
