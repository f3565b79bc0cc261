#include <spdlog/spdlog.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/common_arguments.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/more_seeds.hpp"
#include "apps/rlrun/run_group_request.hpp"
#include "apps/rlrun/text_table.hpp"
#include "lib/experiment/curve_gate.hpp"
#include "lib/experiment/inference.hpp"
#include "lib/experiment/number_text.hpp"

namespace rlrun::app {
namespace {

using experiment::fixed_text;
using experiment::GateResult;
using experiment::GateVerdict;
using experiment::GroupFigures;

struct CompareFlags {
  std::string baseline;
  std::string candidate;
  std::optional<long> last;
};

constexpr long usual_last = 100;

/// Of a baseline.
constexpr std::size_t useful_seeds = 10;

constexpr const char* compare_explanation =
    "BASELINE is a folder with one group of runs, or the table that `rlrun summary --runs --csv` prints of one.\n"
    "Curves of the same seeds and bytes: identical. Otherwise the final return (mean of the last N episodes) and the\n"
    "area under the curve (mean of all episodes) of the candidate's first 10 seeds are compared with all of the\n"
    "baseline's, by one-sided rank-sum tests. If one has p < 0.05, the next 30 seeds decide at p < 0.002. Seeds that\n"
    "are missing are asked for. A baseline of fewer than 5 seeds leaves it undecided.\n"
    "Exit code 0: identical, or nothing speaks for lower returns; 4: regression, undecided, or runs are missing.";

struct ReadGroup {
  GroupFigures figures;
  bool complete = true;                        ///< whether all runs were done
  std::vector<std::string> command_line = {};  ///< that made one of them; empty where nothing tells
};

ReadGroup read_group(const std::string& path, std::size_t last) {
  if (std::filesystem::is_regular_file(path)) return {.figures = experiment::read_figures_table(path)};
  const auto group = read_single_group(path, last).second;
  const auto manifest = experiment::read_manifest(group.begin()->first);
  return {.figures = experiment::read_group_figures(group, last),
          .complete = report_unfinished(group),
          .command_line = manifest && !manifest->segments.empty() ? manifest->segments.back().command_line
                                                                  : std::vector<std::string>()};
}

/// As the flag says, else as the baseline has it.
std::size_t final_episodes(const CompareFlags& flags, const ReadGroup& baseline) {
  if (flags.last || baseline.figures.empty()) return static_cast<std::size_t>(flags.last.value_or(usual_last));
  return static_cast<std::size_t>(baseline.figures.front().final_episodes);
}

void print_stages(const GateResult& result, std::size_t baseline_seeds) {
  if (result.stages.empty()) return;
  TextTable table = {{"stage", "figure", "seeds", "baseline", "seeds", "candidate", "p", "fails_below"}};
  for (std::size_t stage = 0; stage < result.stages.size(); ++stage) {
    const auto& [seeds, level, tests] = result.stages[stage];
    for (const experiment::GateTest& test : tests) {
      table.push_back({std::to_string(stage + 1), test.figure, std::to_string(baseline_seeds),
                       fixed_text(test.baseline_mean, 3), std::to_string(seeds), fixed_text(test.candidate_mean, 3),
                       fixed_text(test.p_value, 6), experiment::number_text(level)});
    }
  }
  print_table(std::cout, table);
}

const char* name_of(GateVerdict verdict) {
  switch (verdict) {
    case GateVerdict::identical:
      return "identical";
    case GateVerdict::unchanged:
      return "unchanged";
    case GateVerdict::regression:
      return "regression";
    case GateVerdict::undecided:
      return "undecided";
  }
  throw std::logic_error("no such verdict");
}

void ask_for_seeds(const ReadGroup& candidate, std::size_t count) {
  const long next = candidate.figures.back().seed + 1;
  const std::string command = more_seeds_command(candidate.command_line, next, count);
  // A table does not tell which program and config made its runs.
  std::cout << "more seeds: " << (candidate.command_line.empty() ? "of the same config, with " : "") << command << "\n";
}

int compare(const CompareFlags& flags) {
  const ReadGroup baseline = read_group(flags.baseline, static_cast<std::size_t>(flags.last.value_or(usual_last)));
  const ReadGroup candidate = read_group(flags.candidate, final_episodes(flags, baseline));
  if (baseline.figures.size() < useful_seeds) {
    spdlog::warn(
        "{}: {} seeds are too few for the tests to find much; use at least {}, better 100; below {} there is "
        "no verdict",
        flags.baseline, baseline.figures.size(), useful_seeds, experiment::fewest_seeds);
  }
  const GateResult result = experiment::compare_groups(baseline.figures, candidate.figures);
  print_stages(result, baseline.figures.size());
  std::cout << "verdict: " << name_of(result.verdict) << "\n";
  if (result.missing_seeds > 0) ask_for_seeds(candidate, result.missing_seeds);
  const bool passed = result.verdict == GateVerdict::identical || result.verdict == GateVerdict::unchanged;
  return passed && baseline.complete && candidate.complete ? exit_done : exit_differs;
}

}  // namespace

Command compare_command(const CommandContext& /*context*/) {
  const auto flags = std::make_shared<CompareFlags>();
  return {.name = "compare",
          .summary = "Tell whether runs learn as well as earlier ones",
          .arguments = {{.name = "baseline",
                         .target = &flags->baseline,
                         .meaning = "The earlier runs",
                         .value_name = "BASELINE",
                         .required = true},
                        {.name = "candidate",
                         .target = &flags->candidate,
                         .meaning = "The runs to judge",
                         .value_name = "CANDIDATE",
                         .required = true},
                        last_argument(&flags->last, "the baseline's, or 100")},
          .action = [flags] { return compare(*flags); },
          .details = compare_explanation};
}

}  // namespace rlrun::app
