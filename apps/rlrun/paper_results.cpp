#include "apps/rlrun/paper_results.hpp"

#include <algorithm>
#include <optional>

#include "lib/experiment/report/task_figures.hpp"

namespace rlrun::app {
namespace {

using experiment::Comparison;
using experiment::Judgement;
using experiment::RunStatus;
using experiment::SeedFigures;

/// Of the runs that have ended.
std::vector<std::optional<double>> values_of(const std::vector<PaperRun>& runs, const experiment::Metric& metric) {
  std::vector<std::optional<double>> values;
  for (const PaperRun& run : runs) {
    if (run.status == RunStatus::completed) values.push_back(experiment::read_metric(run.directory, metric));
    if (run.status == RunStatus::diverged) values.push_back(experiment::metric_of_diverged(metric));
  }
  return values;
}

const GroupResult& named(const std::vector<GroupResult>& groups, const std::string& name) {
  return *std::ranges::find(groups, name, [](const GroupResult& group) { return group.runs->name; });
}

SeedFigures figures_of(const GroupResult& group, const experiment::Metric& metric) {
  return experiment::seed_figures(values_of(group.found, metric), experiment::is_share(metric.kind));
}

Judgement judge(const Comparison& comparison, const SeedFigures& figures, const std::vector<GroupResult>& groups,
                experiment::Scale scale) {
  if (named(groups, comparison.runs).runs->shortened(scale)) return {};
  if (!comparison.others.empty()) {
    const GroupResult& others = named(groups, comparison.others);
    if (others.runs->shortened(scale)) return {};
    return experiment::judge_better(figures, figures_of(others, comparison.metric), comparison.lower_is_better);
  }
  if (comparison.target) return experiment::judge(figures, *comparison.target);
  if (!comparison.published) return {};
  return experiment::judge(figures, *comparison.published, experiment::is_share(comparison.metric.kind));
}

ComparisonResult compare(const Comparison& comparison, const std::vector<GroupResult>& groups,
                         experiment::Scale scale) {
  const GroupResult& group = named(groups, comparison.runs);
  const SeedFigures figures = figures_of(group, comparison.metric);
  return {.comparison = &comparison,
          .planned = group.found.size(),
          .figures = figures,
          .judgement = judge(comparison, figures, groups, scale)};
}

template <class T>
void append(std::vector<double>& values, const std::optional<T>& value) {
  if (value) values.push_back(static_cast<double>(*value));
}

LearnerResult read_learner(const GroupResult& group, const experiment::TaskTable& table) {
  LearnerResult learner = {.runs = group.runs, .planned = group.found.size()};
  for (const auto& directory : completed_runs(group)) {
    const auto figures = experiment::read_task_figures(directory, table.last, table.threshold);
    learner.training.push_back(figures.training_return);
    append(learner.frozen, figures.frozen_return);
    append(learner.episodes, figures.episodes);
    append(learner.steps, figures.steps);
    append(learner.cpu_seconds, figures.cpu_seconds);
  }
  return learner;
}

}  // namespace

PaperResult read_paper_result(const experiment::PaperExperiment& experiment, const PaperRequest& request,
                              const experiment::Registries& registries) {
  PaperResult result = {.experiment = &experiment, .groups = {}, .comparisons = {}, .learners = {}};
  for (const experiment::SeedRuns& runs : experiment.runs) {
    result.groups.push_back({&runs, find_paper_runs(runs, request, registries)});
  }
  for (const Comparison& comparison : experiment.comparisons) {
    result.comparisons.push_back(compare(comparison, result.groups, request.scale()));
  }
  if (!experiment.table) return result;
  for (const GroupResult& group : result.groups) result.learners.push_back(read_learner(group, *experiment.table));
  return result;
}

std::vector<std::filesystem::path> completed_runs(const GroupResult& group) {
  std::vector<std::filesystem::path> directories;
  for (const PaperRun& run : group.found) {
    if (run.status == RunStatus::completed) directories.push_back(run.directory);
  }
  return directories;
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
