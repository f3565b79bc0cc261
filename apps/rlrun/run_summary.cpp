#include "apps/rlrun/run_summary.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <string>

#include "apps/rlrun/run_group_request.hpp"
#include "apps/rlrun/text_table.hpp"
#include "lib/experiment/curve.hpp"
#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/inference.hpp"
#include "lib/experiment/number_text.hpp"
#include "lib/experiment/run_lock.hpp"

namespace rlrun::app {
namespace {

using experiment::fixed_text;
using experiment::RunStatus;

constexpr std::size_t figure_count = 7;
using Figures = std::array<double, figure_count>;
constexpr std::array<int, figure_count> decimals = {0, 0, 1, 1, 1, 1, 1};

Figures figures_of(const EndedRun& run) {
  const auto curve = experiment::summarise_run_curve(run.directory);
  return {static_cast<double>(curve.episodes),
          static_cast<double>(curve.steps),
          curve.last_100_mean,
          curve.best_10_mean,
          curve.second_half_mean,
          curve.maximum,
          wall_seconds(run.manifest)};
}

/// Nothing where a run that did not complete left no curve, or a torn one, which is logged.
std::optional<Figures> figures_if_any(const EndedRun& run) try {
  const bool has_curve = std::filesystem::exists(run.directory / experiment::CurveReporter::file_name);
  if (!has_curve && run.manifest.status != RunStatus::completed) return std::nullopt;
  return figures_of(run);
} catch (const std::runtime_error& error) {
  if (run.manifest.status == RunStatus::completed) throw;
  spdlog::warn("{}", error.what());
  return std::nullopt;
}

Figures no_figures() {
  Figures figures;
  figures.fill(std::numeric_limits<double>::quiet_NaN());
  return figures;
}

/// A run that is said to go on, though it has ended, was killed.
RunStatus status_of(const EndedRun& run) {
  const bool dead = run.manifest.status == RunStatus::running && !experiment::RunLock::is_held(run.directory);
  return dead ? RunStatus::dead : run.manifest.status;
}

std::vector<std::string> row(std::string label, const Figures& figures, std::string status) {
  std::vector<std::string> cells = {std::move(label)};
  for (std::size_t i = 0; i < figure_count; ++i) {
    cells.push_back(std::isnan(figures[i]) ? "-" : fixed_text(figures[i], decimals[i]));
  }
  cells.push_back(std::move(status));
  return cells;
}

void append_intervals(TextTable& table, const std::vector<Figures>& runs) {
  Figures mean{}, low{}, high{};
  for (std::size_t i = 0; i < figure_count; ++i) {
    std::vector<double> values(runs.size());
    std::ranges::transform(runs, values.begin(), [i](const Figures& figures) { return figures[i]; });
    mean[i] = experiment::mean(values);
    const experiment::Interval interval = experiment::mean_interval(values);
    low[i] = interval.low;
    high[i] = interval.high;
  }
  table.push_back(row("mean", mean, ""));
  table.push_back(row("95% low", low, ""));
  table.push_back(row("95% high", high, ""));
}

void print_experiment(std::ostream& out, std::span<const EndedRun> runs) {
  TextTable table = {{"seed", "episodes", "steps", "last 100", "best 10", "second half", "max", "wall s", "status"}};
  std::vector<Figures> completed;
  for (const EndedRun& run : runs) {
    const Figures figures = figures_if_any(run).value_or(no_figures());
    table.push_back(row(std::to_string(run.manifest.seed), figures, std::string(name_of(status_of(run)))));
    if (run.manifest.status == RunStatus::completed) completed.push_back(figures);
  }
  if (completed.size() > 1) append_intervals(table, completed);
  out << "\n";
  print_table(out, table);
  if (completed.size() > 1) warn_of_few_seeds("summary", completed.size());
}

}  // namespace

void print_summary(std::ostream& out, const std::vector<EndedRun>& runs) {
  for (const EndedRun& run : runs) out << "results: " << run.directory.string() << "\n";
  for (auto first = runs.begin(); first != runs.end();) {
    const auto last = std::find_if(first, runs.end(), [first](const EndedRun& run) {
      return run.directory.parent_path() != first->directory.parent_path();
    });
    print_experiment(out, {first, last});
    first = last;
  }
}

}  // namespace rlrun::app
