#include "lib/experiment/runner.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <iostream>
#include <new>
#include <optional>

#include "lib/core/error.hpp"
#include "lib/experiment/checkpoint_keeper.hpp"
#include "lib/experiment/clock.hpp"
#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/diagnostics_reporter.hpp"
#include "lib/experiment/digest.hpp"
#include "lib/experiment/episode_loop.hpp"
#include "lib/experiment/evaluation_reporter.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/host.hpp"
#include "lib/experiment/monitor_reporter.hpp"
#include "lib/experiment/progress_bar.hpp"
#include "lib/experiment/run_directory.hpp"
#include "lib/experiment/run_files.hpp"
#include "lib/experiment/run_lock.hpp"
#include "lib/experiment/run_log.hpp"
#include "lib/experiment/tensorboard_reporter.hpp"
#include "lib/experiment/timing_reporter.hpp"
#include "lib/experiment/version.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

constexpr int exit_failed = 1;
constexpr int exit_diverged = 3;
constexpr int exit_interrupted = 75;

Manifest new_manifest(const ExperimentConfig& config) {
  Manifest manifest;
  manifest.experiment = config.experiment;
  manifest.environment = config.environment.name;
  manifest.learner = config.learner;
  manifest.seed = config.run.seed;
  manifest.config_hash = config.hash;
  manifest.group_hash = config.group_hash;
  return manifest;
}

void warn_of_another_build(const fs::path& directory, const std::string& earlier) {
  const std::string now = version().git_hash;
  if (earlier.empty() || earlier == now) return;
  spdlog::warn("{}: began with the build {} and goes on with {}, which may compute other numbers", directory.string(),
               earlier, now);
}

/// Adds the segment that begins now to those of the run so far.
void begin_segment(const fs::path& directory, bool resumed, const RunnerOptions& options, Manifest& manifest) {
  if (resumed) {
    if (const auto earlier = read_manifest(directory)) manifest.segments = earlier->segments;
  }
  if (!manifest.segments.empty()) warn_of_another_build(directory, manifest.segments.back().git_hash);
  const long done = manifest.segments.empty() ? 0 : manifest.segments.back().end_step;
  manifest.segments.push_back({.start_step = done,
                               .end_step = done,
                               .start_time = seconds_since_1970(),
                               .command_line = options.command_line,
                               .git_hash = version().git_hash,
                               .host = current_host().name});
}

/// Of a segment that was killed nobody has written down how far it went: as far as its last checkpoint, from which the
/// run goes on now.
void complete_segments(const EpisodeLoop& loop, std::vector<Segment>& segments) {
  segments.back().start_step = loop.steps();
  if (segments.size() < 2) return;
  Segment& last = segments[segments.size() - 2];
  last.end_step = loop.steps();
  if (last.wall_seconds > 0.0) return;
  double earlier = 0.0;
  for (const Segment& segment : segments) earlier += segment.wall_seconds;
  last.wall_seconds = std::max(0.0, loop.wall_seconds() - earlier);
}

void add_reporters(Reporters& reporters, const ExperimentConfig& config, const RunFiles& files,
                   const RunnerOptions& options, double start_time) {
  reporters.add(std::make_unique<CurveReporter>(files, config.run.seed));
  reporters.add(std::make_unique<MonitorReporter>(files, start_time, config.environment.name));
  reporters.add(std::make_unique<TimingReporter>(files));
  reporters.add(std::make_unique<DiagnosticsReporter>(files));
  if (config.run.evaluation.episodes > 0) reporters.add(std::make_unique<EvaluationReporter>(files));
  if (options.tensorboard || files.goes_on(TensorboardReporter::file_name)) {
    reporters.add(std::make_unique<TensorboardReporter>(files, config.run.evaluation.episodes));
  }
  if (options.progress) {
    reporters.add(std::make_unique<ProgressBar>(std::cerr,
                                                ProgressBar::Plan{.episodes = config.run.episodes,
                                                                  .steps = config.run.steps,
                                                                  .title = "seed " + std::to_string(config.run.seed)}));
  }
}

/// Runs the loop, saves it and closes the files, whatever happens in it; then throws what went wrong first.
void run_and_close(EpisodeLoop& loop, CheckpointKeeper& keeper, Reporters& reporters) {
  std::exception_ptr failure;
  try {
    loop.run();
    keeper.save();
  } catch (...) {
    failure = std::current_exception();
  }
  try {
    reporters.close();
  } catch (...) {
    if (!failure) failure = std::current_exception();
  }
  if (failure) std::rethrow_exception(failure);
}

void record_extent(const EpisodeLoop& loop, Manifest& manifest) {
  manifest.episodes = loop.episodes();
  manifest.steps = loop.steps();
  manifest.segments.back().end_step = loop.steps();
}

void log_start(const ExperimentConfig& config, const fs::path& directory, bool resumed, int threads, int asked) {
  const std::string unused =
      threads < asked ? fmt::format(" of {}, as the work of a step is too little to be divided among more", asked) : "";
  spdlog::info("{}: {} on {}, seed {}, threads: {}{}{}", directory.string(), config.learner, config.environment.name,
               config.run.seed, threads, unused, resumed ? ", resumed" : "");
}

/// A run with all that belongs to it, while it lasts.
void perform(const ExperimentConfig& config, const fs::path& directory, const std::optional<Checkpoint>& checkpoint,
             const RunnerOptions& options, const StopFlag& stop, Manifest& manifest) {
  const RngKey root(static_cast<std::uint64_t>(config.run.seed));
  const auto learner = config.make_learner(root.derive("learner"));
  manifest.segments.back().threads = learner->threads();
  log_start(config, directory, checkpoint.has_value(), learner->threads(), options.asked_threads);
  write_manifest(directory, manifest);
  write_atomically(directory / "config.yaml", config.resolved_yaml);
  const RunFiles files(directory, checkpoint ? checkpoint->files : std::vector<FileExtent>());
  const double start_time = checkpoint ? checkpoint->start_time : manifest.segments.back().start_time;
  Reporters reporters;
  add_reporters(reporters, config, files, options, start_time);
  EpisodeLoop loop(config, *learner, root, reporters, stop);
  if (checkpoint) load_state(loop, checkpoint->state);
  complete_segments(loop, manifest.segments);
  if (checkpoint) write_manifest(directory, manifest);
  CheckpointKeeper keeper({.directory = directory,
                           .config_hash = config.hash,
                           .start_time = start_time,
                           .every = options.checkpoint_every,
                           .pieces_file = checkpoint ? checkpoint->pieces_file : 0},
                          loop, reporters);
  loop.at_safe_points([&keeper] { keeper.visit(); }, [&keeper] { return keeper.is_time(); });
  try {
    run_and_close(loop, keeper, reporters);
  } catch (...) {
    record_extent(loop, manifest);
    throw;
  }
  record_extent(loop, manifest);
  manifest.curve_sha256 = sha256_of_file(directory / CurveReporter::file_name);
}

void set_end(Manifest& manifest, RunStatus status, int exit_code, const std::string& error = "") {
  manifest.status = status;
  manifest.exit_code = exit_code;
  manifest.error = error;
}

void perform_and_judge(const ExperimentConfig& config, const fs::path& directory,
                       const std::optional<Checkpoint>& checkpoint, const RunnerOptions& options, const StopFlag& stop,
                       Manifest& manifest) try {
  perform(config, directory, checkpoint, options, stop, manifest);
  if (stop.requested()) {
    set_end(manifest, RunStatus::interrupted, exit_interrupted);
  } else {
    set_end(manifest, RunStatus::completed, 0);
  }
} catch (const DivergenceError& error) {
  set_end(manifest, RunStatus::diverged, exit_diverged, error.what());
} catch (const std::bad_alloc&) {
  set_end(manifest, RunStatus::failed, exit_failed,
          "out of memory, at " + std::to_string(peak_memory() >> 20) +
              " MiB; fewer run.num_envs, smaller networks or a "
              "smaller replay take less");
} catch (const std::exception& error) {
  set_end(manifest, RunStatus::failed, exit_failed, error.what());
}

/// A full disk, which may be why the run failed, must not hide that reason.
void write_end(const fs::path& directory, Manifest& manifest) try {
  write_manifest(directory, manifest);
} catch (const std::exception& error) {
  if (manifest.status == RunStatus::completed) {
    set_end(manifest, RunStatus::failed, exit_failed, error.what());
  } else {
    spdlog::error("{}", error.what());
  }
}

void log_end(const fs::path& directory, const Manifest& manifest) {
  switch (manifest.status) {
    case RunStatus::completed:
      return spdlog::info("{}: {} episodes, {} steps in {:.1f} s", directory.string(), manifest.episodes,
                          manifest.steps, wall_seconds(manifest));
    case RunStatus::interrupted:
      return spdlog::warn("{}: interrupted after {} episodes; the same command with --resume goes on",
                          directory.string(), manifest.episodes);
    default:
      return spdlog::error("{}: {}", directory.string(), manifest.error);
  }
}

struct TakenDirectory {
  RunLock lock;
  std::optional<Checkpoint> checkpoint;  ///< where an unfinished run is to go on
};

/// Throws std::runtime_error where the run cannot go on from a checkpoint: its state does not fit, or a file that only
/// the run itself can write is not as it was.
void try_checkpoint(const ExperimentConfig& config, const fs::path& directory, const Checkpoint& checkpoint) {
  for (const FileExtent& file : checkpoint.files) {
    if (!is_derived(file.name)) require_extent(directory / file.name, file);
  }
  const RngKey root(static_cast<std::uint64_t>(config.run.seed));
  const auto learner = config.make_learner(root.derive("learner"));
  Reporter silent;
  const StopFlag never;
  EpisodeLoop loop(config, *learner, root, silent, never);
  try {
    load_state(loop, checkpoint.state);
  } catch (const UsageError& error) {  // an environment refuses its state
    throw StateError(error.what());
  }
}

TakenDirectory take_run_directory(const ExperimentConfig& config, const fs::path& directory,
                                  const RunnerOptions& options) {
  const auto mode = options.no_lock ? RunLock::Mode::shared : RunLock::Mode::exclusive;
  const bool may_take_over = options.force || options.resume;
  if (!may_take_over || !fs::exists(directory)) {
    claim_run_directory(directory, false);
    return {.lock = RunLock(directory, mode), .checkpoint = std::nullopt};
  }
  TakenDirectory taken = {.lock = RunLock(directory, mode), .checkpoint = std::nullopt};
  const bool goes_on = options.resume && inspect_run_directory(directory, config.hash) == RunDirectoryState::unfinished;
  if (goes_on) {
    taken.checkpoint = resume_checkpoint(
        directory, config.hash, [&](const Checkpoint& checkpoint) { try_checkpoint(config, directory, checkpoint); });
  }
  if (taken.checkpoint) return taken;
  if (goes_on) spdlog::warn("{}: there is no checkpoint, so it starts again", directory.string());
  claim_run_directory(directory, true);
  return taken;
}

}  // namespace

Manifest run_experiment(const ExperimentConfig& config, const fs::path& directory, const RunnerOptions& options,
                        const StopFlag& stop) {
  const auto [lock, checkpoint] = take_run_directory(config, directory, options);
  const RunLog log(directory);
  const Stopwatch stopwatch;
  Manifest manifest = new_manifest(config);
  begin_segment(directory, checkpoint.has_value(), options, manifest);
  perform_and_judge(config, directory, checkpoint, options, stop, manifest);
  manifest.segments.back().wall_seconds = stopwatch.seconds();
  write_end(directory, manifest);
  log_end(directory, manifest);
  return manifest;
}

}  // namespace rlrun::experiment
