#include "apps/rlrun/report_figures.hpp"

#include <cmath>
#include <optional>

#include "lib/experiment/number_text.hpp"

namespace rlrun::app {
namespace {

using experiment::Aim;
using experiment::SeedFigures;

std::string number_or_nothing(double value) { return std::isnan(value) ? "" : experiment::number_text(value); }

std::string quoted(const std::string& text) {
  std::string escaped = "\"";
  for (const char c : text) escaped += c == '"' ? std::string("\"\"") : std::string(1, c);
  return escaped + "\"";
}

/// From the mean to the number of runs.
std::string figures_cells(const SeedFigures& figures) {
  return number_or_nothing(figures.mean) + "," + number_or_nothing(figures.interval.low) + "," +
         number_or_nothing(figures.interval.high) + "," + number_or_nothing(figures.deviation) + "," +
         std::to_string(figures.values.size()) + "," + std::to_string(figures.runs);
}

std::string kind_text(Aim aim) { return aim == Aim::published ? "published" : aim == Aim::own_goal ? "goal" : ""; }

std::string row(const std::string& experiment, const ComparisonResult& result) {
  const auto& [comparison, planned, figures, judgement] = result;
  return quoted(experiment) + "," + quoted(comparison->runs) + "," +
         std::string(experiment::metric_name(comparison->metric.kind)) + "," + figures_cells(figures) + "," +
         std::string(experiment::verdict_text(judgement.verdict)) + "," + quoted(comparison->name) + "," +
         kind_text(comparison->aim()) + "," + quoted(judgement.test) + "\n";
}

std::string row(const experiment::PaperExperiment& experiment, const LearnerResult& learner, const char* metric,
                const std::vector<double>& values) {
  SeedFigures figures =
      experiment::seed_figures(std::vector<std::optional<double>>(values.begin(), values.end()), false);
  figures.runs = learner.training.size();
  return quoted(experiment.id) + "," + quoted(learner.runs->name) + "," + metric + "," + figures_cells(figures) +
         ",-," + quoted(experiment.title) + ",table,\"\"\n";
}

}  // namespace

std::string figures_csv(const std::vector<PaperResult>& results) {
  std::string text = "experiment,group,metric,mean,low,high,deviation,values,runs,verdict,what,kind,test\n";
  for (const PaperResult& result : results) {
    for (const ComparisonResult& comparison : result.comparisons) text += row(result.experiment->id, comparison);
    for (const LearnerResult& learner : result.learners) {
      text += row(*result.experiment, learner, "frozen", learner.frozen);
      text += row(*result.experiment, learner, "training", learner.training);
    }
  }
  return text;
}

}  // namespace rlrun::app
