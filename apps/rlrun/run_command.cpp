#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/common_arguments.hpp"
#include "apps/rlrun/duration.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/jobs.hpp"
#include "apps/rlrun/logging.hpp"
#include "apps/rlrun/run_list.hpp"
#include "apps/rlrun/run_summary.hpp"
#include "apps/rlrun/signals.hpp"
#include "apps/rlrun/threads.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/run_directory.hpp"
#include "lib/experiment/runner.hpp"
#include "lib/experiment/seed_list.hpp"

namespace rlrun::app {
namespace {

using experiment::Manifest;
using experiment::RunDirectoryState;

constexpr int most_threads = 1024;
constexpr int most_jobs = 1024;

struct RunFlags {
  RunRequest request;
  std::optional<long> seed;
  std::string seeds;
  bool force = false;
  bool resume = false;
  long checkpoint_every = 0;
  std::string max_time;
  bool dry_run = false;
  bool list = false;
  bool count = false;
  std::optional<long> task;
  std::optional<int> threads;
  int jobs = 1;
  bool tensorboard = false;
  bool quiet = false;
  bool no_progress = false;
  std::string color = "auto";
};

ColorMode color_mode(const std::string& name) {
  if (name == "always") return ColorMode::always;
  return name == "never" ? ColorMode::never : ColorMode::automatic;
}

void print_plan(const std::vector<PlannedRun>& runs) {
  const PlannedRun* printed = nullptr;
  for (const PlannedRun& run : runs) {
    const bool other_seed = printed != nullptr && printed->directory.parent_path() == run.directory.parent_path();
    if (!other_seed) std::cout << (printed == nullptr ? "" : "---\n") << run.config.resolved_yaml;
    printed = &run;
  }
  for (const PlannedRun& run : runs) std::cout << "# run " << run.directory.string() << "\n";
}

/// One line a run: its index, a tab, what tells it from the others.
void print_list(const std::vector<PlannedRun>& runs) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    std::cout << i << '\t';
    const char* separator = "";
    for (const std::string& text : runs[i].overrides) std::cout << std::exchange(separator, " ") << text;
    std::cout << '\n';
  }
}

/// Leaves the run with this index alone.
void select_task(long task, std::vector<PlannedRun>& runs) {
  const auto count = static_cast<long>(runs.size());
  if (task < 0 || task >= count) {
    throw UsageError("--task-id " + std::to_string(task) + ": there is no such run; allowed: 0 to " +
                     std::to_string(count - 1));
  }
  PlannedRun selected = std::move(runs[static_cast<std::size_t>(task)]);
  runs.clear();
  runs.push_back(std::move(selected));
}

std::vector<RunDirectoryState> inspect_directories(const std::vector<PlannedRun>& runs, bool force, bool resume) {
  std::vector<RunDirectoryState> states;
  std::string refusals;
  for (const PlannedRun& run : runs) {
    states.push_back(experiment::inspect_run_directory(run.directory, run.config.hash));
    const bool resumed = resume && states.back() == RunDirectoryState::unfinished;
    const std::string refusal = experiment::refusal_to_start(run.directory, states.back(), force || resumed);
    if (!refusal.empty()) refusals += (refusals.empty() ? "" : "\n") + refusal;
  }
  if (!refusals.empty()) throw UsageError(refusals);
  return states;
}

/// The worst of two exit codes: an interruption, a failure, a divergence, success.
int worse(int first, int second) {
  const auto rank = [](int code) {
    return code == exit_interrupted ? 3 : code == exit_failed ? 2 : code == exit_done ? 0 : 1;
  };
  return rank(second) > rank(first) ? second : first;
}

Manifest run_or_skip(const PlannedRun& run, RunDirectoryState state, const experiment::RunnerOptions& options,
                     const experiment::StopFlag& stop) {
  if (state == RunDirectoryState::completed && !options.force) {
    spdlog::info("{}: finished already, skipped", run.directory.string());
    return experiment::read_manifest(run.directory).value();
  }
  return run_experiment(run.config, run.directory, options, stop);
}

int run_all(const std::vector<PlannedRun>& runs, const experiment::RunnerOptions& options) {
  const std::vector<RunDirectoryState> states = inspect_directories(runs, options.force, options.resume);
  const experiment::StopFlag& stop = catch_signals();
  std::vector<EndedRun> ended;
  int exit_code = exit_done;
  for (std::size_t i = 0; i < runs.size() && !stop.requested(); ++i) {
    Manifest manifest = run_or_skip(runs[i], states[i], options, stop);
    exit_code = worse(exit_code, manifest.exit_code);
    ended.push_back({runs[i].directory, std::move(manifest)});
  }
  print_summary(std::cout, ended);
  return exit_code;
}

/// The arguments of a run of its own for every run that is not finished.
std::vector<std::vector<std::string>> task_arguments(const std::vector<RunDirectoryState>& states,
                                                     const RunFlags& flags, const CommandContext& context) {
  std::vector<std::vector<std::string>> arguments;
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (states[i] == RunDirectoryState::completed && !flags.force) continue;
    arguments.push_back(context.command_line);
    const int threads = flags.threads.value_or(std::max(1, default_threads() / flags.jobs));
    for (const std::string& text : {std::string("--jobs=1"), "--task-id=" + std::to_string(i),
                                    "--threads=" + std::to_string(threads), std::string("--quiet")}) {
      arguments.back().push_back(text);
    }
  }
  return arguments;
}

/// A run that was never started counts as interrupted, one that a signal ended as failed.
int exit_code_of_child(int code) {
  constexpr int ended_by_signal = 128;
  if (code < 0) return exit_interrupted;
  return code > ended_by_signal ? exit_failed : code;
}

int run_in_children(const std::vector<PlannedRun>& runs, const RunFlags& flags, const CommandContext& context) {
  const std::vector<RunDirectoryState> states = inspect_directories(runs, flags.force, flags.resume);
  int exit_code = exit_done;
  for (const int code : run_side_by_side(task_arguments(states, flags, context), flags.jobs, catch_signals())) {
    exit_code = worse(exit_code, exit_code_of_child(code));
  }
  std::vector<EndedRun> ended;
  for (const PlannedRun& run : runs) {
    if (auto manifest = experiment::read_manifest(run.directory))
      ended.push_back({run.directory, std::move(*manifest)});
  }
  print_summary(std::cout, ended);
  return exit_code;
}

int run(RunFlags flags, const CommandContext& context) {
  set_up_logging(color_mode(flags.color));
  if (flags.quiet) quieten_logging();
  flags.request.threads = flags.threads.value_or(default_threads());
  if (flags.seed) flags.request.seeds = {*flags.seed};
  if (!flags.seeds.empty()) flags.request.seeds = experiment::parse_seed_list(flags.seeds);
  const double max_seconds = flags.max_time.empty() ? 0.0 : parse_duration(flags.max_time);
  std::vector<PlannedRun> runs = make_run_list(flags.request, context.registries);
  if (flags.task) select_task(*flags.task, runs);
  if (flags.count) std::cout << runs.size() << "\n";
  if (flags.list) print_list(runs);
  if (flags.count || flags.list) return exit_done;
  if (flags.dry_run) {
    print_plan(runs);
    return exit_done;
  }
  const bool progress = !flags.quiet && !flags.no_progress && ::isatty(STDERR_FILENO) == 1;
  if (max_seconds > 0.0) stop_after(max_seconds);
  if (flags.jobs > 1 && runs.size() > 1) return run_in_children(runs, flags, context);
  return run_all(runs, {.force = flags.force,
                        .resume = flags.resume,
                        .checkpoint_every = flags.checkpoint_every,
                        .progress = progress,
                        .tensorboard = flags.tensorboard,
                        .asked_threads = flags.threads.value_or(1),
                        .command_line = context.command_line});
}

std::vector<Argument> what_to_run(RunFlags& flags) {
  return {
      config_argument(flags.request.configs),
      override_argument(flags.request.overrides),
      {.name = "--sweep",
       .target = &flags.request.sweeps,
       .meaning = "One run for each value; several make all combinations",
       .value_name = "a.b=1,2,3"},
      {.name = "--seed", .target = &flags.seed, .meaning = "Instead of the config's", .value_name = "N", .minimum = 0},
      {.name = "--seeds",
       .target = &flags.seeds,
       .meaning = "One run for each",
       .value_name = "0..9|0,3,7",
       .excludes = "--seed"},
      {.name = "--task-id",
       .target = &flags.task,
       .meaning = "Only the run with this index of --list",
       .value_name = "K",
       .last_wins = true},
      {.name = "--list", .target = &flags.list, .meaning = "Print index and overrides of every run, run nothing"},
      {.name = "--count", .target = &flags.count, .meaning = "Print the number of runs, run nothing"},
      {.name = "--dry-run",
       .target = &flags.dry_run,
       .meaning = "Print the resolved config and the runs, write nothing"}};
}

std::vector<Argument> how_to_run(RunFlags& flags) {
  return {{.name = "--threads",
           .target = &flags.threads,
           .meaning = "At most; one where the work is too little to divide. Results do not depend on it",
           .value_name = "N",
           .last_wins = true,
           .minimum = 1,
           .maximum = most_threads},
          {.name = "--jobs",
           .target = &flags.jobs,
           .meaning = "Runs side by side, each in a process of its own",
           .value_name = "N",
           .last_wins = true,
           .minimum = 1,
           .maximum = most_jobs},
          {.name = "--out",
           .target = &flags.request.out,
           .meaning = "Where run directories are made (default: results)",
           .value_name = "DIR"},
          {.name = "--force",
           .target = &flags.force,
           .meaning = "Start again where an earlier run lies, overwriting its files"},
          {.name = "--resume", .target = &flags.resume, .meaning = "Go on where an unfinished run left a checkpoint"},
          {.name = "--checkpoint-every",
           .target = &flags.checkpoint_every,
           .meaning = "Steps between checkpoints (default: 5 minutes)",
           .value_name = "STEPS",
           .minimum = 1},
          {.name = "--max-time",
           .target = &flags.max_time,
           .meaning = "Stop with a checkpoint after this time",
           .value_name = "3h50m"},
          {.name = "--tensorboard",
           .target = &flags.tensorboard,
           .meaning = "Also write an event file for TensorBoard into the run directory"}};
}

std::vector<Argument> what_to_show(RunFlags& flags) {
  return {{.name = "--quiet", .target = &flags.quiet, .meaning = "No progress bar, only warnings and errors on stderr"},
          {.name = "--no-progress", .target = &flags.no_progress, .meaning = "No progress bar"},
          {.name = "--color",
           .target = &flags.color,
           .meaning = "Colours of the log",
           .choices = {"auto", "always", "never"}}};
}

}  // namespace

Command run_command(const CommandContext& context) {
  const auto flags = std::make_shared<RunFlags>();
  return {.name = "run",
          .summary = "Run experiments; `rlrun CONFIG.yaml` is short for it",
          .arguments = joined({what_to_run(*flags), how_to_run(*flags), what_to_show(*flags)}),
          .action = [&context, flags] { return run(*flags, context); }};
}

}  // namespace rlrun::app
