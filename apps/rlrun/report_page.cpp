#include "apps/rlrun/report_page.hpp"

#include <algorithm>

#include "apps/rlrun/published_curves.hpp"
#include "apps/rlrun/shell_text.hpp"
#include "lib/experiment/number_text.hpp"
#include "lib/experiment/report/report_text.hpp"
#include "lib/experiment/report/task_figures.hpp"
#include "lib/experiment/version.hpp"

namespace rlrun::app {
namespace {

using experiment::Aim;
using experiment::Comparison;
using experiment::count_text;
using experiment::interval_text;
using experiment::Page;
using experiment::rounded;
using experiment::SeedFigures;
using experiment::Verdict;

constexpr const char* full_explanation =
    "Ours: the mean over seeds, in brackets its 95% interval (smoothed bootstrap-t; of shares Clopper and Pearson's); "
    "there is none below 5 seeds, nor where all seeds have one value. sd: standard deviation over seeds. Two groups: "
    "what "
    "a document published, and this project's own goals and controls, which say nothing of a document. Verdicts say "
    "what "
    "was tested. Against a published mean with its deviation: Welch's test; it holds where the 95% interval of the "
    "difference lies within one published deviation of 0, and does not where that leaves out 0. Against one published "
    "run: the 95% prediction interval of one more run of ours. A claim in words about single runs holds where the "
    "interval of the share of runs that are so lies above one half. A goal holds where the whole interval is as good "
    "as "
    "it, and does not where the whole interval is worse; without an interval the runs that are as good count, as for "
    "claims. One learner against another: Welch's test, and the probability that a run of the one is better than a run "
    "of the other. Everything else cannot be told. Episodes are counted from 1.";

constexpr const char* quick_explanation =
    " This is the quick form: few seeds and, of what takes long, a few episodes. Shortened runs show that everything "
    "works and are not judged.";

constexpr const char* tuning_explanation =
    "These are runs of seeds on which settings were chosen: nothing of this is a final figure.";

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

std::string goal_text(const Comparison& comparison) {
  if (!comparison.others.empty()) return "better than " + comparison.others;
  if (!comparison.target) return "-";
  return (comparison.target->at_least ? "≥ " : "≤ ") + experiment::number_text(comparison.target->value);
}

/// The claim, then the numbers: a mean with its deviation and number of runs, or the value of a single run.
std::string published_text(const Comparison& comparison) {
  const auto& [claim, numbers] = *comparison.published;
  if (!numbers) return claim;
  std::string text = claim.empty() ? "" : claim + ": ";
  text += experiment::number_text(numbers->mean);
  if (numbers->count == 1) return text + ", one run";
  return text + " (sd " + experiment::number_text(numbers->deviation) + "), " + std::to_string(numbers->count) +
         " runs";
}

std::string figures_text(const SeedFigures& figures) {
  std::string text = rounded(figures.mean) + interval_text(figures.interval);
  if (figures.values.size() < figures.runs) text += " (" + count_text(figures.values.size(), figures.runs) + ")";
  return text;
}

/// A table of the comparisons that have this aim; nothing without one.
void append_comparisons(const PaperResult& result, Aim aim, const std::string& heading, Page& page) {
  const bool published = aim == Aim::published;
  experiment::Table table = {
      {{"what", "runs", published ? "published" : "goal", "reference", "ours", "sd", "seeds", "verdict", "tested"}}};
  for (const auto& [comparison, planned, figures, judgement] : result.comparisons) {
    if ((comparison->aim() == Aim::published) != published) continue;
    table.rows.push_back({comparison->name, comparison->runs,
                          published ? published_text(*comparison) : goal_text(*comparison),
                          or_dash(comparison->reference), figures_text(figures), rounded(figures.deviation),
                          count_text(figures.runs, planned), std::string(experiment::verdict_text(judgement.verdict)),
                          or_dash(judgement.test)});
  }
  if (table.rows.size() == 1) return;
  page.emplace_back(experiment::Paragraph{heading});
  page.emplace_back(std::move(table));
}

/// What heads the columns of verdicts; those that are too few seeds or missing tell nothing.
enum class Answer { holds, differs, unknown, none };

Answer answer_of(const ComparisonResult& result) {
  switch (result.judgement.verdict) {
    case Verdict::holds:
      return Answer::holds;
    case Verdict::differs:
      return Answer::differs;
    case Verdict::not_judged:
      return result.comparison->aim() == Aim::published ? Answer::unknown : Answer::none;
    default:
      return result.comparison->aim() == Aim::none ? Answer::none : Answer::unknown;
  }
}

std::string count_of(const PaperResult& result, Aim aim, Answer answer) {
  return std::to_string(std::ranges::count_if(result.comparisons, [&](const ComparisonResult& comparison) {
    return comparison.comparison->aim() == aim && answer_of(comparison) == answer;
  }));
}

/// One line about a published value and ours.
std::string answer_text(const PaperResult& result, const ComparisonResult& comparison) {
  const std::string reason = comparison.judgement.test.empty()
                                 ? std::string(experiment::verdict_text(comparison.judgement.verdict))
                                 : comparison.judgement.test;
  return result.experiment->title + ", " + comparison.comparison->name + ": published " +
         published_text(*comparison.comparison) + "; ours " + figures_text(comparison.figures) +
         (reason == "-" ? "; not tested" : "; " + reason);
}

void append_answers(const std::vector<PaperResult>& results, Answer answer, const std::string& heading, Page& page) {
  experiment::List list;
  for (const PaperResult& result : results) {
    for (const ComparisonResult& comparison : result.comparisons) {
      const bool published = comparison.comparison->aim() == Aim::published;
      if (published && answer_of(comparison) == answer) list.items.push_back(answer_text(result, comparison));
    }
  }
  if (list.items.empty()) return;
  page.emplace_back(experiment::Heading{2, heading});
  page.emplace_back(std::move(list));
}

/// Mean process time of the completed runs; empty where it was not written.
std::string time_text(const GroupResult& group) {
  std::vector<double> seconds;
  for (const auto& run : completed_runs(group)) {
    if (const auto value = experiment::read_cpu_seconds(run)) seconds.push_back(*value);
  }
  return seconds.empty() ? "" : ", " + rounded(experiment::mean(seconds)) + " CPU seconds a run";
}

std::string commands(const PaperResult& result, const PaperRequest& request) {
  std::string text;
  for (const GroupResult& group : result.groups) {
    text += (text.empty() ? "" : "\n") + std::string("# ") + group.runs->name + time_text(group) + "\nrlrun run " +
            shell_command(run_arguments(*group.runs, request));
  }
  return text;
}

/// Names every run that is not completed; empty where all are.
std::string unfinished_text(const GroupResult& group) {
  std::string text;
  for (const PaperRun& run : group.found) {
    if (run.problem.empty()) continue;
    text += (text.empty() ? "" : "; ") + std::string("seed ") + std::to_string(run.seed) + " " + run.problem;
  }
  return text.empty() ? "" : "Not completed of " + group.runs->name + ": " + text + ".";
}

experiment::List deviations(const experiment::ExperimentList& list) {
  experiment::List items;
  for (const auto& [name, text] : list.deviations) items.items.push_back(name + ": " + text);
  return items;
}

experiment::Table experiments_table(const std::vector<PaperResult>& results) {
  experiment::Table table = {{{"experiment", "source", "runs", "published: holds", "does not hold", "cannot be told",
                               "own goals: hold", "do not hold", "cannot be told"}}};
  for (const PaperResult& result : results) {
    const auto [ended, all] = count_runs(result);
    std::vector<std::string>& row = table.rows.emplace_back(
        std::vector{result.experiment->title, result.experiment->source, count_text(ended, all)});
    for (const Aim aim : {Aim::published, Aim::own_goal}) {
      for (const Answer answer : {Answer::holds, Answer::differs, Answer::unknown}) {
        row.push_back(count_of(result, aim, answer));
      }
    }
  }
  return table;
}

std::string how_to_read(const PaperRequest& request) {
  return std::string(full_explanation) + (request.quick ? quick_explanation : "");
}

std::string origin(const PaperRequest& request) {
  const experiment::Version version = experiment::version();
  std::vector<std::string> words = {"rlrun", "report", request.list, request.folder};
  if (request.quick) words.emplace_back("--quick");
  if (!request.only.empty()) words.insert(words.end(), {"--only", request.only});
  return "Made by `" + shell_command(words) + " -o DIR` of rlrun " + version.version + ", git " + version.git_hash +
         ".";
}

}  // namespace

std::string picture_name(const PaperResult& result) { return result.experiment->id + ".svg"; }

Page overview(const experiment::ExperimentList& list, const std::vector<PaperResult>& results,
              const PaperRequest& request) {
  Page page = {experiment::Heading{1, "Experiments of the papers"}, experiment::Paragraph{origin(request)}};
  if (list.purpose == experiment::Purpose::tuning) page.emplace_back(experiment::Paragraph{tuning_explanation});
  if (!list.deviations.empty()) {
    page.emplace_back(experiment::Heading{2, "How ours differs from the documents"});
    page.emplace_back(deviations(list));
  }
  append_answers(results, Answer::holds, "Published, and it holds", page);
  append_answers(results, Answer::differs, "Published, and it does not hold", page);
  append_answers(results, Answer::unknown, "Published, and it cannot be told", page);
  page.emplace_back(experiment::Heading{2, "All experiments"});
  page.emplace_back(experiment::Paragraph{how_to_read(request)});
  page.emplace_back(experiments_table(results));
  return page;
}

Page experiment_section(const PaperResult& result, const PaperRequest& request, bool drawn) {
  const auto& [id, title, source, note, runs, comparisons, table] = *result.experiment;
  Page page = {experiment::Heading{2, title}, experiment::Paragraph{"Source: " + source + "."}};
  if (!note.empty()) page.emplace_back(experiment::Paragraph{note});
  append_comparisons(result, Aim::published, "Against what was published:", page);
  append_comparisons(result, Aim::own_goal, "This project's own goals, controls and other values:", page);
  const Page curves = published_curves_section(result);
  page.insert(page.end(), curves.begin(), curves.end());
  if (drawn) page.emplace_back(experiment::Illustration{picture_name(result), "Learning curves: " + title});
  page.emplace_back(experiment::Listing{commands(result, request)});
  for (const GroupResult& group : result.groups) {
    if (std::string text = unfinished_text(group); !text.empty()) {
      page.emplace_back(experiment::Paragraph{std::move(text)});
    }
  }
  return page;
}

}  // namespace rlrun::app
