#include "apps/rlrun/threshold_table.hpp"

#include <algorithm>

#include "apps/rlrun/run_group_request.hpp"
#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/inference.hpp"
#include "lib/experiment/number_text.hpp"
#include "lib/experiment/threshold_figures.hpp"

namespace rlrun::app {
namespace {

using experiment::no_figure;
using experiment::ThresholdFigures;

struct RunThreshold {
  long seed = 0;
  ThresholdFigures figures;
};

std::vector<RunThreshold> read_group(const experiment::RunGroup& group, double threshold) {
  std::vector<RunThreshold> runs;
  for (const auto& [directory, run] : group) {
    if (run.status != experiment::RunStatus::completed) continue;
    const experiment::Curve curve = experiment::read_run_curve(directory);
    runs.push_back({curve.seed, experiment::find_threshold(curve, threshold)});
  }
  return runs;
}

double number_of(const std::optional<long>& episode) { return episode ? static_cast<double>(*episode) : no_figure; }

/// Mean and interval, as far as there are enough values.
std::vector<double> summarise(const std::vector<double>& values) {
  if (values.empty()) return {no_figure, no_figure, no_figure};
  const experiment::Interval interval = experiment::mean_interval(values);
  return {experiment::mean(values), interval.low, interval.high};
}

std::vector<double> episodes_of(const std::vector<RunThreshold>& runs, std::optional<long> ThresholdFigures::*figure) {
  std::vector<double> values;
  for (const RunThreshold& run : runs) {
    if (run.figures.*figure) values.push_back(number_of(run.figures.*figure));
  }
  return values;
}

std::vector<std::string> group_row(const std::string& label, const std::vector<RunThreshold>& runs,
                                   std::string (*number)(double)) {
  std::vector<std::string> row = {label, std::to_string(runs.size())};
  std::vector<double> areas(runs.size());
  std::ranges::transform(runs, areas.begin(), [](const RunThreshold& run) { return run.figures.area; });
  for (const double figure : summarise(areas)) row.push_back(number(figure));
  for (const auto figure : {&ThresholdFigures::reached, &ThresholdFigures::held}) {
    const std::vector<double> episodes = episodes_of(runs, figure);
    row.push_back(std::to_string(episodes.size()));
    for (const double value : summarise(episodes)) row.push_back(number(value));
  }
  return row;
}

}  // namespace

TextTable threshold_table(const experiment::RunGroups& groups, double threshold, bool per_run,
                          std::string (*number)(double)) {
  TextTable table = {per_run ? std::vector<std::string>{"group", "seed", "area", "reached", "held"}
                             : std::vector<std::string>{"group", "runs", "area", "area_low", "area_high", "reached",
                                                        "first", "first_low", "first_high", "held", "held_first",
                                                        "held_low", "held_high"}};
  for (const auto& [folder, group] : groups) {
    const std::vector<RunThreshold> runs = read_group(group, threshold);
    if (!per_run) {
      table.push_back(group_row(directory_label(folder), runs, number));
      continue;
    }
    for (const auto& [seed, figures] : runs) {
      table.push_back({directory_label(folder), std::to_string(seed), number(figures.area),
                       number(number_of(figures.reached)), number(number_of(figures.held))});
    }
  }
  return table;
}

}  // namespace rlrun::app
