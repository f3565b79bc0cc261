#include "lib/experiment/report/metric.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "lib/experiment/csv_table.hpp"
#include "lib/experiment/curve.hpp"
#include "lib/experiment/diagnostics_reporter.hpp"
#include "lib/experiment/evaluation_reporter.hpp"
#include "lib/experiment/statistics.hpp"
#include "lib/experiment/threshold_figures.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

std::optional<double> mean_if_any(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  return mean(values);
}

std::optional<double> last_evaluation(const fs::path& run, std::string_view column) {
  const fs::path path = run / EvaluationReporter::file_name;
  if (!fs::exists(path)) return std::nullopt;
  const CsvTable table(path);
  const auto steps = table.integers("step");
  const auto values = table.numbers(column);
  std::vector<double> last;
  for (std::size_t row = 0; row < steps.size(); ++row) {
    if (steps[row] == steps.back()) last.push_back(values[row]);
  }
  return mean_if_any(last);
}

std::optional<double> solved(const fs::path& run, double threshold) {
  const std::optional<double> value = last_evaluation(run, "episode_return");
  if (!value) return std::nullopt;
  return *value >= threshold ? 1.0 : 0.0;
}

/// Finite values of the diagnostics whose names match the pattern.
std::vector<double> diagnostics(const fs::path& run, const std::string& pattern) {
  const fs::path path = run / DiagnosticsReporter::file_name;
  if (!fs::exists(path)) return {};
  const CsvTable table(path);
  const auto names = table.texts("metric");
  const auto values = table.numbers("value");
  std::vector<double> chosen;
  for (std::size_t row = 0; row < names.size(); ++row) {
    const bool matches = ::fnmatch(pattern.c_str(), names[row].c_str(), 0) == 0;
    if (matches && std::isfinite(values[row])) chosen.push_back(values[row]);
  }
  return chosen;
}

std::optional<double> share_below(const std::vector<double>& values, double threshold) {
  if (values.empty()) return std::nullopt;
  const auto below = std::ranges::count_if(values, [&](double value) { return value <= threshold; });
  return static_cast<double>(below) / static_cast<double>(values.size());
}

std::optional<double> number(const std::optional<long>& episode) {
  if (!episode) return std::nullopt;
  return static_cast<double>(*episode);
}

std::optional<double> finite(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

std::string_view metric_name(MetricKind kind) {
  return std::ranges::find(metric_names, kind, &std::pair<std::string_view, MetricKind>::second)->first;
}

bool has_threshold(MetricKind kind) {
  return kind == MetricKind::reached || kind == MetricKind::held || kind == MetricKind::solved ||
         kind == MetricKind::diagnostics_below;
}

bool is_share(MetricKind kind) { return kind == MetricKind::solved || kind == MetricKind::diverged; }

bool is_of_curve(MetricKind kind) { return kind <= MetricKind::held; }

std::optional<double> curve_metric(Curve curve, const Metric& metric) {
  if (curve.returns.size() < metric.until) return std::nullopt;
  if (metric.until > 0) curve.returns.resize(metric.until);
  switch (metric.kind) {
    case MetricKind::last:
      return finite(final_return(curve, metric.last));
    case MetricKind::second_half:
      return finite(summarise(curve).second_half_mean);
    case MetricKind::best_10:
      return finite(summarise(curve).best_10_mean);
    case MetricKind::peak:
      return finite(summarise(curve).maximum);
    case MetricKind::reached:
      return number(find_threshold(curve, metric.threshold).reached);
    case MetricKind::held:
      return number(find_threshold(curve, metric.threshold).held);
    default:
      return finite(area(curve));
  }
}

std::optional<double> read_metric(const fs::path& run, const Metric& metric) {
  switch (metric.kind) {
    case MetricKind::evaluation:
      return last_evaluation(run, "episode_return");
    case MetricKind::evaluation_length:
      return last_evaluation(run, "episode_length");
    case MetricKind::solved:
      return solved(run, metric.threshold);
    case MetricKind::diverged:
      return 0.0;
    case MetricKind::diagnostic:
      return mean_if_any(diagnostics(run, metric.names));
    case MetricKind::diagnostics_below:
      return share_below(diagnostics(run, metric.names), metric.threshold);
    default:
      return curve_metric(read_run_curve(run), metric);
  }
}

std::optional<double> metric_of_diverged(const Metric& metric) {
  if (metric.kind == MetricKind::diverged) return 1.0;
  return metric.kind == MetricKind::solved ? std::optional(0.0) : std::nullopt;
}

}  // namespace rlrun::experiment
