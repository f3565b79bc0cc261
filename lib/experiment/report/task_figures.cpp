#include "lib/experiment/report/task_figures.hpp"

#include <vector>

#include "lib/experiment/csv_table.hpp"
#include "lib/experiment/curve.hpp"
#include "lib/experiment/report/metric.hpp"
#include "lib/experiment/threshold_figures.hpp"
#include "lib/experiment/timing_reporter.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view cpu_column = "cpu_seconds";

/// Process time up to the end of each episode: the clock has a row an episode, as the curve has. Nothing where it was
/// not written; runs of earlier versions lack the column.
std::vector<double> cpu_clock(const fs::path& run) {
  const fs::path path = run / TimingReporter::file_name;
  if (!fs::exists(path)) return {};
  const CsvTable table(path);
  return table.has(cpu_column) ? table.numbers(cpu_column) : std::vector<double>();
}

}  // namespace

TaskFigures read_task_figures(const fs::path& run, std::size_t last, double threshold) {
  const Curve curve = read_run_curve(run);
  TaskFigures figures = {.training_return = final_return(curve, last),
                         .frozen_return = read_metric(run, {.kind = MetricKind::evaluation}),
                         .episodes = find_threshold(curve, threshold, last).held};
  if (!figures.episodes) return figures;
  const auto row = static_cast<std::size_t>(*figures.episodes - 1);
  figures.steps = curve.end_steps.at(row);
  const std::vector<double> clock = cpu_clock(run);
  if (row < clock.size()) figures.cpu_seconds = clock[row];
  return figures;
}

std::optional<double> read_cpu_seconds(const fs::path& run) {
  const std::vector<double> clock = cpu_clock(run);
  return clock.empty() ? std::nullopt : std::optional(clock.back());
}

}  // namespace rlrun::experiment
