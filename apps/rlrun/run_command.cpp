#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <exception>
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
#include "lib/config/text.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/config_keys.hpp"
#include "lib/experiment/run_directory.hpp"
#include "lib/experiment/runner.hpp"
#include "lib/experiment/seed_list.hpp"
#include "lib/experiment/tensorboard_export.hpp"

namespace rlrun::app {
namespace {

using experiment::Manifest;
using experiment::RunDirectoryState;

constexpr int most_threads = 1024;
constexpr int most_jobs = 1024;

struct RunFlags {
  RunRequest request;
  bool plan_hash = false;
  std::string expected_plan;
  std::optional<long> seed;
  std::string seeds;
  bool force = false;
  bool resume = false;
  bool no_lock = false;
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
void print_list(const RunList& runs) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    std::cout << i << '\t' << config::join(runs.overrides(i), " ") << '\n';
  }
}

/// The run with this index alone.
PlannedRun select_task(long task, const RunList& runs) {
  const auto count = static_cast<long>(runs.size());
  if (task >= 0 && task < count) return runs.run(static_cast<std::size_t>(task));
  throw UsageError("--task-id " + std::to_string(task) + ": there is no such run; allowed: 0 to " +
                   std::to_string(count - 1));
}

/// Tasks of one array job must not come from two states of a config.
void require_plan(const std::string& expected, const RunList& runs) {
  if (expected.empty() || expected == runs.hash()) return;
  throw UsageError("--expect-plan " + expected + ": the runs have changed since then, they are " + runs.hash() +
                   " now; a config was edited, or other flags were given. Nothing was run");
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

/// Running it again would come to the same.
bool has_ended(RunDirectoryState state) {
  return state == RunDirectoryState::completed || state == RunDirectoryState::diverged;
}

Manifest run_or_skip(const PlannedRun& run, RunDirectoryState state, const experiment::RunnerOptions& options,
                     const experiment::StopFlag& stop) {
  if (has_ended(state) && !options.force) {
    Manifest manifest = experiment::read_manifest(run.directory).value();
    if (state == RunDirectoryState::completed) {
      spdlog::info("{}: finished already, skipped", run.directory.string());
      if (options.tensorboard) experiment::export_tensorboard(run.directory);
    } else {
      spdlog::error("{}: has diverged already and would again, skipped: {}; --force starts it all the same",
                    run.directory.string(), manifest.error);
    }
    return manifest;
  }
  return run_experiment(run.config, run.directory, options, stop);
}

int run_all(const std::vector<PlannedRun>& runs, const experiment::RunnerOptions& options,
            const experiment::StopFlag& stop) {
  const std::vector<RunDirectoryState> states = inspect_directories(runs, options.force, options.resume);
  std::vector<EndedRun> ended;
  int exit_code = exit_done;
  for (std::size_t i = 0; i < runs.size() && !stop.requested(); ++i) {
    Manifest manifest = run_or_skip(runs[i], states[i], options, stop);
    exit_code = worse(exit_code, manifest.exit_code);
    ended.push_back({runs[i].directory, std::move(manifest)});
  }
  if (ended.size() < runs.size()) exit_code = worse(exit_code, exit_interrupted);
  print_summary(std::cout, ended);
  return exit_code;
}

/// The work of a process that is a copy of this one.
int run_alone(const PlannedRun& run, const experiment::RunnerOptions& options, const experiment::StopFlag& stop) try {
  quieten_logging();
  return run_experiment(run.config, run.directory, options, stop).exit_code;
} catch (const UsageError& error) {
  std::cerr << config::printable(error.what()) << "\n";
  return exit_usage;
} catch (const std::exception& error) {
  spdlog::error("{}: {}", run.directory.string(), error.what());
  return exit_failed;
}

/// A run that was never started counts as interrupted, one that a signal ended as failed, and is named.
int exit_code_of(const JobEnd& end, const PlannedRun& run) {
  if (!end.started) return exit_interrupted;
  if (end.signal == 0) return end.exit_code;
  spdlog::error("{}: killed by signal {} ({}); the same command with --resume goes on", run.directory.string(),
                end.signal, ::strsignal(end.signal));
  return exit_failed;
}

/// All runs that are not finished yet, in processes of their own.
int run_in_children(const std::vector<PlannedRun>& runs, const experiment::RunnerOptions& options, int jobs,
                    const experiment::StopFlag& stop) {
  const std::vector<RunDirectoryState> states = inspect_directories(runs, options.force, options.resume);
  std::vector<const PlannedRun*> left;
  int exit_code = exit_done;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (options.force || !has_ended(states[i])) {
      left.push_back(&runs[i]);
    } else {
      exit_code = worse(exit_code, run_or_skip(runs[i], states[i], options, stop).exit_code);
    }
  }
  const std::vector<JobEnd> ends = run_side_by_side(
      left.size(), jobs, [&](std::size_t i) { return run_alone(*left[i], options, stop); }, stop);
  for (std::size_t i = 0; i < left.size(); ++i) exit_code = worse(exit_code, exit_code_of(ends[i], *left[i]));
  std::vector<EndedRun> ended;
  for (const PlannedRun& run : runs) {
    if (auto manifest = experiment::read_manifest(run.directory))
      ended.push_back({run.directory, std::move(*manifest)});
  }
  print_summary(std::cout, ended);
  return exit_code;
}

/// One seed that may have been meant as a number of seeds.
void warn_of_single_seed(const std::string& text, const std::vector<long>& seeds) {
  const bool is_number = !text.empty() && text.find_first_of(".,") == std::string::npos;
  if (!is_number || seeds.front() < 2) return;
  spdlog::warn("--seeds {} is one run, of seed {}; --seeds 0..{} makes {}", text, text, seeds.front() - 1, text);
}

/// Threads of one run.
int threads_of(const RunFlags& flags) {
  return flags.threads.value_or(std::max(1, default_threads() / std::max(1, flags.jobs)));
}

/// What only tells about the runs. Returns false where nothing of it was asked for.
bool print_about(const RunFlags& flags, const RunList& list) {
  if (!flags.count && !flags.list && !flags.plan_hash && !flags.dry_run) return false;
  if (flags.dry_run) {
    print_plan(flags.task ? std::vector{select_task(*flags.task, list)} : list.all());
    return true;
  }
  (void)list.run(0);
  if (flags.count) std::cout << list.size() << "\n";
  if (flags.list) print_list(list);
  if (flags.plan_hash) std::cout << list.hash() << "\n";
  return true;
}

int run(RunFlags flags, const CommandContext& context) {
  set_up_logging(color_mode(flags.color));
  if (flags.quiet) quieten_logging();
  if (flags.seed) flags.request.seeds = {*flags.seed};
  if (!flags.seeds.empty()) flags.request.seeds = experiment::parse_seed_list(flags.seeds);
  warn_of_single_seed(flags.seeds, flags.request.seeds);
  flags.request.threads = threads_of(flags);
  const double max_seconds = flags.max_time.empty() ? 0.0 : parse_duration(flags.max_time);
  const RunList list(flags.request, context.registries);
  require_plan(flags.expected_plan, list);
  if (print_about(flags, list)) return exit_done;
  const std::vector<PlannedRun> runs = flags.task ? std::vector{select_task(*flags.task, list)} : list.all();
  const bool side_by_side = flags.jobs > 1 && runs.size() > 1;
  const experiment::RunnerOptions options = {
      .force = flags.force,
      .resume = flags.resume,
      .no_lock = flags.no_lock,
      .checkpoint_every = flags.checkpoint_every,
      .progress = !side_by_side && !flags.quiet && !flags.no_progress && ::isatty(STDERR_FILENO) == 1,
      .tensorboard = flags.tensorboard,
      .asked_threads = flags.threads.value_or(1),
      .command_line = context.command_line};
  const experiment::StopFlag& stop = catch_signals();
  if (max_seconds > 0.0) stop_after(max_seconds);
  return side_by_side ? run_in_children(runs, options, flags.jobs, stop) : run_all(runs, options, stop);
}

/// A key of the config that somebody took for an option, as in --episodes 10.
std::string hint_at_key(const std::string& option, const experiment::Registries& registries) {
  std::string key = option.substr(std::min(option.find_first_not_of('-'), option.size()));
  std::ranges::replace(key, '-', '_');
  // The keys of sections appear where an environment and a learner are named, whichever.
  config::Config some = config::Config::parse("environment: {name: " + registries.environments.names().front() +
                                                  "}\nlearner: {name: " + registries.learners.names().front() + "}\n",
                                              "some config");
  (void)experiment::read_experiment(some.root(), registries, 1);
  for (const config::Field& field : some.log().fields()) {
    const bool meant = field.key == key && field.type != config::Field::Type::mapping;
    if (meant) return "--set " + field.path() + "=VALUE sets it";
  }
  return "";
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
      {.name = "--expect-plan",
       .target = &flags.expected_plan,
       .meaning = "Run nothing when the runs are not those of which --plan-hash told this",
       .value_name = "HASH"},
      {.name = "--plan-hash",
       .target = &flags.plan_hash,
       .meaning = "Print a hash of all that the runs depend on, run nothing"},
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
          {.name = "--no-lock",
           .target = &flags.no_lock,
           .meaning = "Do without the lock of a run directory, where the file system has none"},
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
          .action = [&context, flags] { return run(*flags, context); },
          .hint_at_option = [&context](const std::string& option) { return hint_at_key(option, context.registries); }};
}

}  // namespace rlrun::app
