#include "apps/rlrun/report_figures.hpp"

#include <cmath>

#include "lib/experiment/number_text.hpp"

namespace rlrun::app {
namespace {

std::string number_or_nothing(double value) { return std::isnan(value) ? "" : experiment::number_text(value); }

std::string quoted(const std::string& text) {
  std::string escaped = "\"";
  for (const char c : text) escaped += c == '"' ? std::string("\"\"") : std::string(1, c);
  return escaped + "\"";
}

std::string row(const std::string& experiment, const ComparisonResult& result) {
  const auto& [comparison, planned, figures, verdict] = result;
  return quoted(experiment) + "," + quoted(comparison->runs) + "," +
         std::string(experiment::metric_name(comparison->metric.kind)) + "," + number_or_nothing(figures.mean) + "," +
         number_or_nothing(figures.interval.low) + "," + number_or_nothing(figures.interval.high) + "," +
         number_or_nothing(figures.deviation) + "," + std::to_string(figures.values) + "," +
         std::to_string(figures.runs) + "," + std::string(experiment::verdict_text(verdict)) + "," +
         quoted(comparison->name) + "\n";
}

}  // namespace

std::string figures_csv(const std::vector<PaperResult>& results) {
  std::string text = "experiment,group,metric,mean,low,high,deviation,values,runs,verdict,what\n";
  for (const PaperResult& result : results) {
    for (const ComparisonResult& comparison : result.comparisons) text += row(result.experiment->id, comparison);
  }
  return text;
}

}  // namespace rlrun::app
