#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/common_arguments.hpp"
#include "apps/rlrun/cross_table.hpp"
#include "apps/rlrun/curve_drawing.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/paper_arguments.hpp"
#include "apps/rlrun/paper_results.hpp"
#include "apps/rlrun/published_curves.hpp"
#include "apps/rlrun/report_figures.hpp"
#include "apps/rlrun/report_page.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/curve.hpp"
#include "lib/experiment/file.hpp"

namespace rlrun::app {
namespace {

namespace fs = std::filesystem;
using experiment::CurveGroup;

struct ReportFlags {
  PaperRequest request;
  std::string output;
};

constexpr const char* report_explanation =
    "Writes REPORT.md, report.html, which holds the pictures and needs no other file, figures.csv, all that was\n"
    "compared, a row each, published_curves.csv, published learning curves beside ours, an episode each, and for each\n"
    "experiment the picture of its learning curves, ID.svg, with its data (.csv) and gnuplot script (.gp), into "
    "OUT_DIR.\n"
    "Exit code 4 when a run has not ended: the report names it and is made of the others.";

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw UsageError(folder.string() + ": cannot create the folder: " + error.message());
}

/// A line for each config with completed runs, floors excluded.
std::vector<CurveGroup> lines_of(const PaperResult& result) {
  std::vector<CurveGroup> lines;
  for (const GroupResult& group : result.groups) {
    const auto runs = completed_runs(group);
    if (runs.empty() || group.runs->floor) continue;
    lines.push_back({.label = group.runs->name, .runs = runs, .published_returns = group.runs->published_returns});
  }
  return lines;
}

/// The mean return of all episodes of those runs that learn nothing: horizontal lines.
std::vector<experiment::PublishedValue> floors_of(const PaperResult& result) {
  std::vector<experiment::PublishedValue> floors;
  for (const GroupResult& group : result.groups) {
    const auto runs = completed_runs(group);
    if (runs.empty() || !group.runs->floor) continue;
    double sum = 0.0;
    for (const auto& run : runs) sum += experiment::area(experiment::read_run_curve(run));
    floors.push_back({.value = sum / static_cast<double>(runs.size()), .label = "floor " + group.runs->name});
  }
  return floors;
}

/// Returns whether there was anything to draw. Beside points of published episodes ours are not averaged over any.
bool draw(const PaperResult& result, const fs::path& folder) {
  const std::vector<CurveGroup> lines = lines_of(result);
  if (lines.empty()) return false;
  const bool points =
      std::ranges::any_of(lines, [](const CurveGroup& line) { return !line.published_returns.empty(); });
  experiment::BandOptions options = {.statistic = experiment::SeedStatistic::mean};
  if (points) options.window = 1;
  draw_curves(picture_files((folder / picture_name(result)).string()), lines, options,
              {.title = result.experiment->title, .published = floors_of(result)});
  return true;
}

void append(experiment::Page& page, const experiment::Page& section) {
  page.insert(page.end(), section.begin(), section.end());
}

int report(const ReportFlags& flags, const experiment::Registries& registries) {
  const experiment::ExperimentList list = read_requested_experiments(flags.request);
  std::vector<PaperResult> results;
  results.reserve(list.experiments.size());
  for (const auto& experiment : list.experiments) {
    results.push_back(read_paper_result(experiment, flags.request, registries));
  }
  const fs::path folder = flags.output;
  make_folder(folder);
  experiment::Page page = overview(list, results, flags.request);
  append(page, cross_table(results));
  for (const PaperResult& result : results) {
    append(page, experiment_section(result, flags.request, draw(result, folder)));
  }
  experiment::write_atomically(folder / "REPORT.md", experiment::markdown_text(page));
  experiment::write_atomically(folder / "report.html", experiment::html_text(page, folder));
  experiment::write_atomically(folder / "figures.csv", figures_csv(results));
  if (const std::string text = published_curves_csv(results); !text.empty()) {
    experiment::write_atomically(folder / published_curves_file, text);
  }
  const bool complete = std::ranges::all_of(results, [](const PaperResult& result) {
    const auto [ended, all] = count_runs(result);
    return ended == all;
  });
  return complete ? exit_done : exit_differs;
}

}  // namespace

Command report_command(const CommandContext& context) {
  const auto flags = std::make_shared<ReportFlags>();
  return {.name = "report",
          .summary = "Set the runs of the papers' experiments against what was published",
          .arguments = joined({paper_arguments(flags->request),
                               {{.name = "-o,--output",
                                 .target = &flags->output,
                                 .meaning = "Where the report is written",
                                 .value_name = "OUT_DIR",
                                 .required = true}}}),
          .action = [&context, flags] { return report(*flags, context.registries); },
          .details = report_explanation};
}

}  // namespace rlrun::app
