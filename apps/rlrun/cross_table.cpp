#include "apps/rlrun/cross_table.hpp"

#include <algorithm>
#include <string>

#include "lib/config/text.hpp"
#include "lib/experiment/number_text.hpp"
#include "lib/experiment/report/report_text.hpp"

namespace rlrun::app {
namespace {

using experiment::count_text;
using experiment::interval_text;
using experiment::Page;
using experiment::PaperExperiment;
using experiment::Paragraph;
using experiment::rounded;
using experiment::Unsuited;

constexpr const char* explanation =
    "Frozen policy: mean over seeds of the mean return of the policy at the end of training, without learning and "
    "without "
    "the noise that some learners explore by, in brackets its 95% interval (none below 5 seeds, nor where all seeds "
    "are equal); how a "
    "policy "
    "acts when it is frozen stands in the column acts. While training: the same of the last episodes of training, "
    "exploration noise included, over one window a task. All learners of a task have the same seeds, the same limit of "
    "steps an episode, and the same number of evaluation episodes. Floors explore in the same way and learn nothing. "
    "Episodes, environment steps and CPU seconds of the process: until the mean of the last episodes was at least the "
    "threshold for the first time; the median over the runs that came there, in brackets how many did. Only completed "
    "runs count; where they are not all, a return is followed by how many they are. A star: the config knows more of "
    "the "
    "task than its reward tells, and the column knows says what. A dash: there is none.";

constexpr const char* nothing_known = "nothing";

std::string return_text(const std::vector<double>& returns, std::size_t planned) {
  if (returns.empty()) return "-";
  std::string text = rounded(experiment::mean(returns)) + interval_text(experiment::mean_interval(returns));
  if (returns.size() < planned) text += " (" + count_text(returns.size(), planned) + ")";
  return text;
}

/// `values`: of the runs that came to the threshold, as far as they are known.
std::string until_text(const LearnerResult& learner, const std::vector<double>& values) {
  if (learner.training.empty()) return "-";
  const std::string came =
      " (" + std::to_string(learner.episodes.size()) + " of " + std::to_string(learner.planned) + ")";
  if (learner.episodes.empty()) return "never" + came;
  return values.empty() ? "-" : rounded(experiment::median(values)) + came;
}

std::string row_name(const experiment::SeedRuns& runs) { return (runs.floor ? "floor: " : "") + runs.name; }

/// Learners, then floors.
std::vector<const LearnerResult*> in_order(const PaperResult& task) {
  std::vector<const LearnerResult*> learners;
  for (const LearnerResult& learner : task.learners) learners.push_back(&learner);
  // clang 14 cannot read the range that std::ranges::stable_partition of libstdc++ 12 returns.
  std::stable_partition(learners.begin(), learners.end(),
                        [](const LearnerResult* learner) { return !learner->runs->floor; });
  return learners;
}

/// All that stand in a row of some task, those that cannot do one too, as they come; floors last.
std::vector<std::string> row_names(const std::vector<const PaperResult*>& tasks) {
  std::vector<std::string> learners;
  std::vector<std::string> floors;
  const auto add = [](std::vector<std::string>& names, const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const PaperResult* task : tasks) {
    for (const LearnerResult& learner : task->learners) {
      add(learner.runs->floor ? floors : learners, row_name(*learner.runs));
    }
  }
  for (const PaperResult* task : tasks) {
    for (const Unsuited& unsuited : task->experiment->table->unsuited) add(learners, unsuited.learner);
  }
  learners.insert(learners.end(), floors.begin(), floors.end());
  return learners;
}

std::string overview_cell(const PaperResult& task, const std::string& name) {
  const auto learner =
      std::ranges::find(task.learners, name, [](const LearnerResult& it) { return row_name(*it.runs); });
  if (learner != task.learners.end()) {
    return return_text(learner->frozen, learner->planned) + (learner->runs->knowledge == nothing_known ? "" : " *");
  }
  const auto& unsuited = task.experiment->table->unsuited;
  return std::ranges::count(unsuited, name, &Unsuited::learner) > 0 ? "not possible" : "";
}

experiment::Table overview_table(const std::vector<const PaperResult*>& tasks) {
  experiment::Table table = {{{"learner"}}};
  for (const PaperResult* task : tasks) table.rows.front().push_back(task->experiment->title);
  for (const std::string& name : row_names(tasks)) {
    std::vector<std::string>& row = table.rows.emplace_back(std::vector{name});
    for (const PaperResult* task : tasks) row.push_back(overview_cell(*task, name));
  }
  return table;
}

experiment::Table task_table(const PaperResult& task) {
  const auto& [last, threshold, unsuited] = *task.experiment->table;
  const std::string until = " until " + experiment::number_text(threshold) + " over " + std::to_string(last);
  experiment::Table table = {{{"learner", "frozen policy", "while training, last " + std::to_string(last),
                               "episodes" + until, "steps", "CPU seconds", "acts", "knows", "settings"}}};
  for (const LearnerResult* learner : in_order(task)) {
    table.rows.push_back({row_name(*learner->runs), return_text(learner->frozen, learner->planned),
                          return_text(learner->training, learner->planned), until_text(*learner, learner->episodes),
                          until_text(*learner, learner->steps), until_text(*learner, learner->cpu_seconds),
                          learner->runs->policy, learner->runs->knowledge,
                          learner->runs->settings.empty() ? "its own" : learner->runs->settings});
  }
  return table;
}

std::string reasons(const PaperExperiment& task) {
  std::vector<std::string> all;
  for (const auto& [learner, reason] : task.table->unsuited) all.push_back(learner + ": " + reason);
  return "Not possible: " + config::join(all, "; ") + ".";
}

}  // namespace

Page cross_table(const std::vector<PaperResult>& results) {
  std::vector<const PaperResult*> tasks;
  for (const PaperResult& result : results) {
    if (result.experiment->table) tasks.push_back(&result);
  }
  if (tasks.empty()) return {};
  Page page = {experiment::Heading{2, "All learners on all tasks"}, Paragraph{explanation},
               Paragraph{"Frozen policies:"}, overview_table(tasks)};
  for (const PaperResult* task : tasks) {
    page.emplace_back(experiment::Heading{3, task->experiment->title});
    page.emplace_back(task_table(*task));
    if (!task->experiment->table->unsuited.empty()) page.emplace_back(Paragraph{reasons(*task->experiment)});
  }
  return page;
}

}  // namespace rlrun::app
