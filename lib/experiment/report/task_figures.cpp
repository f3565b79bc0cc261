#include "lib/experiment/report/task_figures.hpp"

#include <vector>

#include "lib/experiment/csv_table.hpp"
#include "lib/experiment/curve.hpp"
#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/threshold_figures.hpp"
#include "lib/experiment/timing_reporter.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

/// The clock has a row an episode, as the curve has.
std::optional<double> seconds_until(const fs::path& run, long episode) {
  const fs::path path = run / TimingReporter::file_name;
  if (!fs::exists(path)) return std::nullopt;
  const std::vector<double> seconds = CsvTable(path).numbers("wall_seconds");
  const auto row = static_cast<std::size_t>(episode - 1);
  return row < seconds.size() ? std::optional(seconds[row]) : std::nullopt;
}

}  // namespace

TaskFigures read_task_figures(const fs::path& run, std::size_t last, double threshold) {
  const Curve curve = read_curve(run / CurveReporter::file_name);
  TaskFigures figures = {.final_return = final_return(curve, last),
                         .episodes = find_threshold(curve, threshold, last).held};
  if (figures.episodes) figures.seconds = seconds_until(run, *figures.episodes);
  return figures;
}

}  // namespace rlrun::experiment
