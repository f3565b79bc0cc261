#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/common_arguments.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/run_group_request.hpp"
#include "apps/rlrun/text_table.hpp"
#include "apps/rlrun/threshold_table.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/number_text.hpp"
#include "lib/experiment/return_summary.hpp"
#include "lib/experiment/run_figures.hpp"
#include "lib/experiment/run_group.hpp"

namespace rlrun::app {
namespace {

namespace fs = std::filesystem;
using experiment::RunGroup;
using experiment::RunGroups;
using experiment::RunStatus;

struct SummaryFlags {
  std::vector<std::string> folders;
  std::string baseline;
  std::size_t last = 100;
  std::optional<double> threshold;
  bool csv = false;
  bool runs = false;
};

/// The group of --baseline, if any, with its folder.
using Baseline = std::optional<RunGroups::value_type>;

struct StatusColumn {
  const char* name = "";
  std::optional<RunStatus> status = {};
};

constexpr std::array<StatusColumn, 7> status_columns = {{{"done", RunStatus::completed},
                                                         {"running", RunStatus::running},
                                                         {"dead", RunStatus::dead},
                                                         {"interrupted", RunStatus::interrupted},
                                                         {"failed", RunStatus::failed},
                                                         {"diverged", RunStatus::diverged},
                                                         {"missing", std::nullopt}}};

constexpr const char* summary_explanation =
    "A run is a folder with run.json or curve.csv, or one named seed_ and a number. The runs in one folder are a "
    "group\n"
    "and make a row. seeds: number of runs. done, running, interrupted, failed, diverged: those in this state "
    "according\n"
    "to run.json; dead: those that run.json calls running though no process holds their lock, --resume goes on; a "
    "readable curve.csv without run.json is done. missing: those without a readable result.\n"
    "The final return of a run is the mean return of its last N episodes, or of all when there are fewer. Of the runs\n"
    "that are done: mean with its 95% bootstrap-t interval, std (n - 1 in the denominator), median and iqm "
    "(interquartile\n"
    "mean: without the lowest and the highest quarter, rounded down) with its interval. A mean has none of fewer than "
    "5\n"
    "runs, an iqm of fewer than 10, and neither where all returns that count are equal.\n"
    "improvement: how likely a run of the group has a higher final return than one of the baseline, ties counting "
    "half,\n"
    "with its 95% interval (Newcombe's), from 5 runs a side on.\n"
    "With --threshold R, of the runs that are done: area, the mean return of all episodes; reached, how many have an\n"
    "episode with a return of at least R, and first, its number from 1; held, how many have a mean of at least R over\n"
    "the last 100 episodes at some time, and held_first, the number of the first such episode; intervals as above.\n"
    "Exit code 4 when a run is not done; stderr names it.";

Baseline read_baseline(const SummaryFlags& flags) {
  if (flags.baseline.empty()) return std::nullopt;
  return read_single_group(flags.baseline, flags.last);
}

std::vector<std::string> header(const Baseline& baseline) {
  std::vector<std::string> names = {"group", "seeds"};
  for (const StatusColumn& column : status_columns) names.emplace_back(column.name);
  names.insert(names.end(), {"mean", "mean_low", "mean_high", "std", "median", "iqm", "iqm_low", "iqm_high"});
  if (baseline) names.insert(names.end(), {"improvement", "improvement_low", "improvement_high"});
  return names;
}

/// A group is no improvement over itself: NaN.
experiment::ImprovementSummary improvement(const fs::path& folder, const std::vector<double>& returns,
                                           const RunGroups::value_type& baseline) {
  if (folder == baseline.first) return {};
  return experiment::summarise_improvement(returns, experiment::final_returns(baseline.second));
}

std::vector<double> figures(const fs::path& folder, const RunGroup& group, const Baseline& baseline) {
  const auto returns = experiment::final_returns(group);
  const auto summary = experiment::summarise_returns(returns);
  std::vector<double> result = {summary.mean,
                                summary.mean_interval.low,
                                summary.mean_interval.high,
                                summary.deviation,
                                summary.median,
                                summary.interquartile_mean,
                                summary.interquartile_mean_interval.low,
                                summary.interquartile_mean_interval.high};
  if (!baseline) return result;
  const auto [probability, interval] = improvement(folder, returns, *baseline);
  result.insert(result.end(), {probability, interval.low, interval.high});
  return result;
}

TextTable make_table(const RunGroups& groups, const Baseline& baseline, std::string (*number)(double)) {
  TextTable table = {header(baseline)};
  for (const auto& [folder, group] : groups) {
    std::vector<std::string> row = {directory_label(folder), std::to_string(group.size())};
    for (const StatusColumn& column : status_columns) {
      row.push_back(std::to_string(
          std::ranges::count(group, column.status, [](const auto& entry) { return entry.second.status; })));
    }
    for (const double figure : figures(folder, group, baseline)) row.push_back(number(figure));
    table.push_back(std::move(row));
  }
  return table;
}

std::string short_text(double figure) { return std::isnan(figure) ? "-" : experiment::fixed_text(figure, 3); }

/// Names the runs that are not done and warns of too few seeds. Returns whether all are done.
bool check(const fs::path& folder, const RunGroup& group) {
  warn_of_few_seeds(directory_label(folder), experiment::final_returns(group).size());
  return report_unfinished(group);
}

bool check_all(RunGroups groups, const Baseline& baseline) {
  if (baseline) groups[baseline->first].insert(baseline->second.begin(), baseline->second.end());
  bool done = true;
  for (const auto& [folder, group] : groups) done = check(folder, group) && done;
  return done;
}

/// One row a finished run.
TextTable runs_table(const RunGroups& groups, std::size_t last) {
  TextTable table = {experiment::figure_names()};
  table.front().insert(table.front().begin(), "group");
  for (const auto& [folder, group] : groups) {
    for (const experiment::RunFigures& figures : experiment::read_group_figures(group, last)) {
      table.push_back(experiment::figure_texts(figures));
      table.back().insert(table.back().begin(), directory_label(folder));
    }
  }
  return table;
}

void print(const TextTable& table, bool csv) { csv ? print_csv(std::cout, table) : print_table(std::cout, table); }

/// Prints a table of the runs that are done.
int print_done(const RunGroups& groups, const TextTable& table, bool csv) {
  print(table, csv);
  bool done = true;
  for (const auto& [folder, group] : groups) done = report_unfinished(group) && done;
  return done ? exit_done : exit_differs;
}

int summary(const SummaryFlags& flags) {
  const RunGroups groups = experiment::read_run_groups(flags.folders, flags.last);
  using NumberText = std::string (*)(double);
  const NumberText number = flags.csv ? NumberText{experiment::number_text} : short_text;
  if (flags.threshold) {
    return print_done(groups, threshold_table(groups, *flags.threshold, flags.runs, number), flags.csv);
  }
  if (flags.runs) return print_done(groups, runs_table(groups, flags.last), flags.csv);
  const Baseline baseline = read_baseline(flags);
  print(make_table(groups, baseline, number), flags.csv);
  return check_all(groups, baseline) ? exit_done : exit_differs;
}

}  // namespace

Command summary_command(const CommandContext& /*context*/) {
  const auto flags = std::make_shared<SummaryFlags>();
  return {
      .name = "summary",
      .summary = "Table over seeds: what is done, and the final returns",
      .arguments = {folders_argument(flags->folders),
                    {.name = "--csv", .target = &flags->csv, .meaning = "Print CSV, all digits of all numbers"},
                    {.name = "--runs",
                     .target = &flags->runs,
                     .meaning = "One row a finished run; with --csv it is what `rlrun compare` takes as a baseline"},
                    last_argument(&flags->last),
                    {.name = "--threshold",
                     .target = &flags->threshold,
                     .meaning = "When runs reached this return, and held it over 100 episodes",
                     .value_name = "R"},
                    {.name = "--baseline",
                     .target = &flags->baseline,
                     .meaning = "Runs of one group, to tell the probability of improvement over",
                     .value_name = "DIR"}},
      .action = [flags] { return summary(*flags); },
      .details = summary_explanation};
}

}  // namespace rlrun::app
