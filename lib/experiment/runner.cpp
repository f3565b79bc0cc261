#include "lib/experiment/runner.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>
#include <iostream>

#include "lib/core/error.hpp"
#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/diagnostics_reporter.hpp"
#include "lib/experiment/digest.hpp"
#include "lib/experiment/episode_loop.hpp"
#include "lib/experiment/evaluation_reporter.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/monitor_reporter.hpp"
#include "lib/experiment/progress_bar.hpp"
#include "lib/experiment/run_directory.hpp"
#include "lib/experiment/run_log.hpp"
#include "lib/experiment/timing_reporter.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

constexpr int exit_failed = 1;
constexpr int exit_diverged = 3;
constexpr int exit_signal = 128;  // plus the signal's number

double seconds_since_1970() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Manifest new_manifest(const ExperimentConfig& config, const RunnerOptions& options) {
  Manifest manifest;
  manifest.experiment = config.experiment;
  manifest.environment = config.environment.name;
  manifest.learner = config.learner;
  manifest.seed = config.run.seed;
  manifest.config_hash = config.hash;
  manifest.command_line = options.command_line;
  manifest.threads = options.threads;
  manifest.start_time = seconds_since_1970();
  return manifest;
}

void add_reporters(Reporters& reporters, const ExperimentConfig& config, const fs::path& directory, bool progress,
                   double start_time) {
  reporters.add(std::make_unique<CurveReporter>(directory, config.run.seed));
  reporters.add(std::make_unique<MonitorReporter>(directory, start_time, config.environment.name));
  reporters.add(std::make_unique<TimingReporter>(directory));
  reporters.add(std::make_unique<DiagnosticsReporter>(directory));
  if (config.run.evaluation.episodes > 0) reporters.add(std::make_unique<EvaluationReporter>(directory));
  if (progress) {
    reporters.add(std::make_unique<ProgressBar>(std::cerr,
                                                ProgressBar::Plan{.episodes = config.run.episodes,
                                                                  .steps = config.run.steps,
                                                                  .title = "seed " + std::to_string(config.run.seed)}));
  }
}

/// Runs the loop and closes the files, whatever happens in it; then throws what went wrong first.
void run_and_close(EpisodeLoop& loop, Reporters& reporters) {
  std::exception_ptr failure;
  try {
    loop.run();
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

void perform(const ExperimentConfig& config, const fs::path& directory, bool progress, const StopFlag& stop,
             Manifest& manifest) {
  write_manifest(directory, manifest);
  write_atomically(directory / "config.yaml", config.resolved_yaml);
  Reporters reporters;
  add_reporters(reporters, config, directory, progress, manifest.start_time);
  const RngKey root(static_cast<std::uint64_t>(config.run.seed));
  const auto learner = config.make_learner(root.derive("learner"));
  EpisodeLoop loop(config, *learner, root, reporters, stop);
  const auto record_extent = [&] {
    manifest.episodes = loop.episodes();
    manifest.steps = loop.steps();
  };
  try {
    run_and_close(loop, reporters);
  } catch (...) {
    record_extent();
    throw;
  }
  record_extent();
  manifest.curve_sha256 = sha256_hex(read_file(directory / CurveReporter::file_name));
}

void set_end(Manifest& manifest, RunStatus status, int exit_code, const std::string& error = "") {
  manifest.status = status;
  manifest.exit_code = exit_code;
  manifest.error = error;
}

void perform_and_judge(const ExperimentConfig& config, const fs::path& directory, bool progress, const StopFlag& stop,
                       Manifest& manifest) try {
  perform(config, directory, progress, stop, manifest);
  if (const int signal = stop.signal(); signal != 0) {
    set_end(manifest, RunStatus::interrupted, exit_signal + signal);
  } else {
    set_end(manifest, RunStatus::completed, 0);
  }
} catch (const DivergenceError& error) {
  set_end(manifest, RunStatus::diverged, exit_diverged, error.what());
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
                          manifest.steps, manifest.wall_seconds);
    case RunStatus::interrupted:
      return spdlog::warn("{}: interrupted after {} episodes", directory.string(), manifest.episodes);
    default:
      return spdlog::error("{}: {}", directory.string(), manifest.error);
  }
}

}  // namespace

Manifest run_experiment(const ExperimentConfig& config, const fs::path& directory, const RunnerOptions& options,
                        const StopFlag& stop) {
  claim_run_directory(directory, options.force);
  const RunLog log(directory);
  const Stopwatch stopwatch;
  Manifest manifest = new_manifest(config, options);
  spdlog::info("{}: {} on {}, seed {}, {} threads", directory.string(), config.learner, config.environment.name,
               config.run.seed, options.threads);
  perform_and_judge(config, directory, options.progress, stop, manifest);
  manifest.wall_seconds = stopwatch.seconds();
  write_end(directory, manifest);
  log_end(directory, manifest);
  return manifest;
}

}  // namespace rlrun::experiment
