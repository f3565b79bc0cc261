#include "apps/rlrun/cross_table.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "apps/rlrun/report_text.hpp"
#include "lib/config/text.hpp"
#include "lib/experiment/number_text.hpp"
#include "lib/experiment/report/task_figures.hpp"
#include "lib/experiment/return_summary.hpp"

namespace rlrun::app {
namespace {

using experiment::Page;
using experiment::Paragraph;
using experiment::TaskTable;
using experiment::Unsuited;

constexpr const char* explanation =
    "Final return: mean over seeds of the mean return of a run's last episodes, in brackets its 95% "
    "interval; as many episodes as the head of the second table says, or what the runs of one "
    "learner say for themselves. Episodes and seconds: until the mean of the last episodes was at least the threshold "
    "for the first time, by the clock of the run; the median over the runs that came there, in brackets how many did. "
    "Only completed runs count; where they are not all, a final return is followed by how many they are. A dash: there "
    "is none.";

/// The runs of one learner on one task.
struct Cell {
  std::size_t planned = 0;
  std::vector<double> returns = {};
  std::vector<double> episodes = {};
  std::vector<double> seconds = {};
};

Cell read_cell(const GroupResult& group, const TaskTable& table) {
  Cell cell = {.planned = group.found.size()};
  const std::size_t last = group.runs->last > 0 ? group.runs->last : table.last;
  for (const PaperRun& run : group.found) {
    if (run.status != experiment::RunStatus::completed) continue;
    const auto figures = experiment::read_task_figures(run.directory, last, table.threshold);
    cell.returns.push_back(figures.final_return);
    if (figures.episodes) cell.episodes.push_back(static_cast<double>(*figures.episodes));
    if (figures.seconds) cell.seconds.push_back(*figures.seconds);
  }
  return cell;
}

/// A column of the tables.
struct Task {
  const experiment::PaperExperiment* experiment;
  std::vector<std::string> learners = {};  ///< as the list has them
  std::map<std::string, Cell> cells = {};  ///< by learner
};

Task read_task(const PaperResult& result) {
  Task task = {.experiment = result.experiment};
  for (const GroupResult& group : result.groups) {
    task.learners.push_back(group.runs->name);
    task.cells.emplace(group.runs->name, read_cell(group, *result.experiment->table));
  }
  return task;
}

std::string final_return_text(const Cell& cell) {
  if (cell.returns.empty()) return "-";
  const auto summary = experiment::summarise_returns(cell.returns);
  std::string text = rounded(summary.mean) + interval_text(summary.mean_interval.low, summary.mean_interval.high);
  if (cell.returns.size() < cell.planned) text += " (" + count_text(cell.returns.size(), cell.planned) + ")";
  return text;
}

std::string until_text(const Cell& cell, const std::string& median, std::size_t values) {
  if (cell.returns.empty()) return "-";
  return (values == 0 ? "never" : median) + " (" + std::to_string(values) + " of " + std::to_string(cell.planned) + ")";
}

std::string episodes_text(const Cell& cell) {
  const std::size_t values = cell.episodes.size();
  return until_text(cell, values == 0 ? "" : experiment::number_text(experiment::median(cell.episodes)), values);
}

std::string seconds_text(const Cell& cell) {
  const std::size_t values = cell.seconds.size();
  return until_text(cell, values == 0 ? "" : rounded(experiment::median(cell.seconds)), values);
}

/// The learners of all tasks, and those that cannot do one, as they come.
std::vector<std::string> learners_of(const std::vector<Task>& tasks) {
  std::vector<std::string> learners;
  const auto add = [&](const std::string& name) {
    if (std::ranges::find(learners, name) == learners.end()) learners.push_back(name);
  };
  for (const Task& task : tasks) std::ranges::for_each(task.learners, add);
  for (const Task& task : tasks) std::ranges::for_each(task.experiment->table->unsuited, add, &Unsuited::learner);
  return learners;
}

using CellText = std::string (*)(const Cell&);

std::string cell_text(const Task& task, const std::string& learner, CellText text) {
  if (const auto cell = task.cells.find(learner); cell != task.cells.end()) return text(cell->second);
  const auto& unsuited = task.experiment->table->unsuited;
  return std::ranges::count(unsuited, learner, &Unsuited::learner) > 0 ? "not possible" : "";
}

std::string threshold_text(const TaskTable& table) {
  return experiment::number_text(table.threshold) + " over " + std::to_string(table.last);
}

experiment::Table make_table(const std::vector<Task>& tasks, CellText text, bool thresholds) {
  experiment::Table table = {{{"learner"}}};
  for (const Task& task : tasks) {
    const std::string head = thresholds ? ", " + threshold_text(*task.experiment->table) : "";
    table.rows.front().push_back(task.experiment->title + head);
  }
  for (const std::string& learner : learners_of(tasks)) {
    std::vector<std::string>& row = table.rows.emplace_back(std::vector{learner});
    for (const Task& task : tasks) row.push_back(cell_text(task, learner, text));
  }
  return table;
}

std::string reasons(const std::vector<Task>& tasks) {
  std::vector<std::string> all;
  for (const Task& task : tasks) {
    for (const auto& [learner, reason] : task.experiment->table->unsuited) {
      all.push_back(learner + " on " + task.experiment->title + ": " + reason);
    }
  }
  return all.empty() ? "" : "Not possible: " + config::join(all, "; ") + ".";
}

}  // namespace

Page cross_table(const std::vector<PaperResult>& results) {
  std::vector<Task> tasks;
  for (const PaperResult& result : results) {
    if (result.experiment->table) tasks.push_back(read_task(result));
  }
  if (tasks.empty()) return {};
  Page page = {experiment::Heading{2, "All learners on all tasks"},
               Paragraph{explanation},
               Paragraph{"Final return:"},
               make_table(tasks, final_return_text, false),
               Paragraph{"Episodes until the threshold:"},
               make_table(tasks, episodes_text, true),
               Paragraph{"Seconds until the threshold:"},
               make_table(tasks, seconds_text, true)};
  if (std::string text = reasons(tasks); !text.empty()) page.emplace_back(Paragraph{std::move(text)});
  return page;
}

}  // namespace rlrun::app
