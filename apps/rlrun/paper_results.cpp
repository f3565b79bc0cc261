#include "apps/rlrun/paper_results.hpp"

#include <algorithm>
#include <optional>

namespace rlrun::app {
namespace {

using experiment::Comparison;
using experiment::RunStatus;

/// Of the runs that have ended.
std::vector<std::optional<double>> values_of(const std::vector<PaperRun>& runs, const experiment::Metric& metric) {
  std::vector<std::optional<double>> values;
  for (const PaperRun& run : runs) {
    if (run.status == RunStatus::completed) values.push_back(experiment::read_metric(run.directory, metric));
    if (run.status == RunStatus::diverged) values.push_back(experiment::metric_of_diverged(metric));
  }
  return values;
}

ComparisonResult compare(const Comparison& comparison, const std::vector<GroupResult>& groups,
                         experiment::Scale scale) {
  const auto group = std::ranges::find(groups, comparison.runs, [](const GroupResult& it) { return it.runs->name; });
  const auto figures = experiment::seed_figures(values_of(group->found, comparison.metric));
  const auto target = group->runs->shortened(scale) ? std::nullopt : comparison.target;
  return {.comparison = &comparison,
          .planned = group->found.size(),
          .figures = figures,
          .verdict = experiment::judge(figures, target)};
}

}  // namespace

PaperResult read_paper_result(const experiment::PaperExperiment& experiment, const PaperRequest& request,
                              const experiment::Registries& registries) {
  PaperResult result = {.experiment = &experiment, .groups = {}, .comparisons = {}};
  for (const experiment::SeedRuns& runs : experiment.runs) {
    result.groups.push_back({&runs, find_paper_runs(runs, request, registries)});
  }
  for (const Comparison& comparison : experiment.comparisons) {
    result.comparisons.push_back(compare(comparison, result.groups, request.scale()));
  }
  return result;
}

RunCount count_runs(const PaperResult& result) {
  RunCount count;
  for (const GroupResult& group : result.groups) {
    count.all += group.found.size();
    count.ended += static_cast<std::size_t>(std::ranges::count_if(group.found, &PaperRun::has_ended));
  }
  return count;
}

}  // namespace rlrun::app
