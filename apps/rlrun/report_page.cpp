#include "apps/rlrun/report_page.hpp"

#include <algorithm>

#include "apps/rlrun/report_text.hpp"
#include "apps/rlrun/shell_text.hpp"
#include "lib/experiment/number_text.hpp"
#include "lib/experiment/version.hpp"

namespace rlrun::app {
namespace {

using experiment::Comparison;
using experiment::Page;
using experiment::SeedFigures;
using experiment::Verdict;

constexpr const char* full_explanation =
    "Ours: the mean over seeds, in brackets its 95% interval; sd: standard deviation over seeds. "
    "met: the mean is as good as the target; within interval: it is not, but the target lies inside the interval; "
    "short: the whole interval is worse than the target, or a run has no such value. Episodes are counted from 1.";

constexpr const char* quick_explanation =
    " This is the quick form: few seeds and, of what takes long, a few episodes. Shortened runs show that everything "
    "works and are not judged.";

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

std::string target_text(const Comparison& comparison) {
  if (!comparison.target) return "-";
  return (comparison.target->at_least ? "≥ " : "≤ ") + experiment::number_text(comparison.target->value);
}

std::string figures_text(const SeedFigures& figures) {
  std::string text = rounded(figures.mean) + interval_text(figures.interval.low, figures.interval.high);
  if (figures.values < figures.runs) text += " (" + count_text(figures.values, figures.runs) + ")";
  return text;
}

experiment::Table comparison_table(const PaperResult& result) {
  experiment::Table table = {{{"what", "runs", "published", "reference", "target", "ours", "sd", "seeds", "verdict"}}};
  for (const auto& [comparison, planned, figures, verdict] : result.comparisons) {
    table.rows.push_back({comparison->name, comparison->runs, or_dash(comparison->published),
                          or_dash(comparison->reference), target_text(*comparison), figures_text(figures),
                          rounded(figures.deviation), count_text(figures.runs, planned),
                          std::string(experiment::verdict_text(verdict))});
  }
  return table;
}

std::string count_of(const PaperResult& result, Verdict verdict) {
  return std::to_string(std::ranges::count(result.comparisons, verdict, &ComparisonResult::verdict));
}

/// Mean wall time of the completed runs; empty without one.
std::string time_text(const GroupResult& group) {
  double seconds = 0.0;
  std::size_t runs = 0;
  for (const PaperRun& run : group.found) {
    if (run.status != experiment::RunStatus::completed) continue;
    seconds += run.wall_seconds;
    ++runs;
  }
  return runs == 0 ? "" : ", " + rounded(seconds / static_cast<double>(runs)) + " s a run";
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

Page overview(const std::vector<PaperResult>& results, const PaperRequest& request) {
  Page page = {experiment::Heading{1, "Experiments of the papers"}, experiment::Paragraph{origin(request)},
               experiment::Paragraph{how_to_read(request)}};
  experiment::Table table = {{{"experiment", "source", "runs", "met", "within interval", "short"}}};
  for (const PaperResult& result : results) {
    const auto [ended, all] = count_runs(result);
    table.rows.push_back({result.experiment->title, result.experiment->source, count_text(ended, all),
                          count_of(result, Verdict::met), count_of(result, Verdict::within_interval),
                          count_of(result, Verdict::fell_short)});
  }
  page.emplace_back(std::move(table));
  return page;
}

Page experiment_section(const PaperResult& result, const PaperRequest& request, bool drawn) {
  const auto& [id, title, source, note, runs, comparisons, table] = *result.experiment;
  Page page = {experiment::Heading{2, title}, experiment::Paragraph{"Source: " + source + "."}};
  if (!note.empty()) page.emplace_back(experiment::Paragraph{note});
  if (!comparisons.empty()) page.emplace_back(comparison_table(result));
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
