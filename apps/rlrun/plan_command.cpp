#include <algorithm>
#include <iostream>
#include <memory>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/paper_arguments.hpp"
#include "apps/rlrun/paper_runs.hpp"
#include "apps/rlrun/shell_text.hpp"
#include "lib/experiment/number_text.hpp"

namespace rlrun::app {
namespace {

constexpr const char* plan_explanation =
    "One line a config, with tabs between: the experiment, the name of its runs, their number, how many of them are\n"
    "still to be done, the seconds that these take on one core by the measured times in EXPERIMENTS.yaml, and the\n"
    "arguments with which `rlrun run` performs them, quoted for a shell.";

int plan(const PaperRequest& request, const experiment::Registries& registries) {
  const experiment::ExperimentList list = read_requested_experiments(request);
  for (const experiment::PaperExperiment& experiment : list.experiments) {
    for (const experiment::SeedRuns& runs : experiment.runs) {
      const std::vector<PaperRun> found = find_paper_runs(runs, request, registries);
      const auto left = std::ranges::count_if(found, [](const PaperRun& run) { return !run.has_ended(); });
      const double seconds = static_cast<double>(left) * runs.at(request.scale()).run_seconds;
      std::cout << experiment.id << '\t' << runs.name << '\t' << found.size() << '\t' << left << '\t'
                << experiment::number_text(seconds) << '\t' << shell_command(run_arguments(runs, request)) << '\n';
    }
  }
  return exit_done;
}

}  // namespace

Command plan_command(const CommandContext& context) {
  const auto request = std::make_shared<PaperRequest>();
  return {.name = "plan",
          .summary = "What the experiments of the papers still take: runs, time, arguments",
          .arguments = paper_arguments(*request),
          .action = [&context, request] { return plan(*request, context.registries); },
          .details = plan_explanation};
}

}  // namespace rlrun::app
