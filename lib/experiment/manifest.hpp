#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rlrun::experiment {

/// `dead` stands in no file: the file says that it is running, but no process has the lock.
enum class RunStatus { running, interrupted, completed, failed, diverged, dead };

/// As it stands in `run.json`.
std::string_view name_of(RunStatus status);

/// A part of a run between its start, an interruption and its end.
struct Segment {
  long start_step = 0;
  long end_step = 0;
  double start_time = 0.0;  ///< seconds since 1970-01-01 UTC
  double wall_seconds = 0.0;
  std::vector<std::string> command_line = {};
  std::string git_hash = {};  ///< of the build
  std::string host = {};
  int threads = 1;
};

/// `run.json`: how a run came about and how it ended. Host, versions and peak memory are filled in when it is written;
/// they, command line and threads are those of the last segment.
struct Manifest {
  static constexpr std::string_view file_name = "run.json";

  RunStatus status = RunStatus::running;
  int exit_code = 0;
  std::string error;  ///< why it failed or diverged
  std::string experiment;
  std::string environment;
  std::string learner;
  long seed = 0;
  std::string config_hash;
  std::string group_hash;         ///< of the config without the seed; empty in files of older versions
  std::vector<Segment> segments;  ///< the current one last
  long episodes = 0;
  long steps = 0;
  std::string curve_sha256;
};

/// Replaces the file as a whole.
void write_manifest(const std::filesystem::path& directory, const Manifest& manifest);

/// Of all segments.
double wall_seconds(const Manifest& manifest);

/// What later commands need of a manifest; the other fields keep their defaults. Nothing when there is no readable one.
std::optional<Manifest> read_manifest(const std::filesystem::path& directory);

}  // namespace rlrun::experiment
