#include "lib/experiment/run_directory.hpp"

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <map>
#include <string_view>
#include <system_error>

#include "lib/config/config.hpp"
#include "lib/config/overrides.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/manifest.hpp"
#include "lib/experiment/pieces_path.hpp"
#include "lib/experiment/run_search.hpp"
#include "lib/experiment/tensorboard_reporter.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 13> run_files = {"config.yaml",
                                                        "curve.csv",
                                                        "diagnostics.csv",
                                                        "evaluation.csv",
                                                        "monitor.csv",
                                                        "timing.csv",
                                                        "run.json",
                                                        "run.json.tmp",
                                                        "rlrun.log",
                                                        "checkpoint.bin",
                                                        "checkpoint.prev.bin",
                                                        "checkpoint.bin.tmp",
                                                        TensorboardReporter::file_name};

/// Well below the 255 bytes that file systems allow.
constexpr std::size_t longest_name = 150;

std::string path_safe(std::string_view text) {
  constexpr std::string_view safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.,=+-";
  std::string result(text);
  for (char& character : result) {
    if (safe.find(character) == std::string_view::npos) character = '_';
  }
  return result;
}

/// The group, then the overrides sorted by key, the last one of a key counting; all joined by commas.
std::string overrides_name(const std::string& group, std::span<const std::string> overrides) {
  std::map<std::string, std::string> values;
  for (const std::string& text : overrides) values[text.substr(0, text.find('='))] = config::canonical_override(text);
  values.erase("run.seed");
  std::string name = group;
  for (const auto& [key, text] : values) name += (name.empty() ? "" : ",") + text;
  const std::string safe = path_safe(name);
  return safe.size() <= longest_name ? safe : safe.substr(0, longest_name) + "-" + config::config_hash(name);
}

std::string seed_name(long seed) {
  std::array<char, 32> name{};
  std::snprintf(name.data(), name.size(), "seed_%04ld", seed);
  return name.data();
}

/// A full disk is a failure of the run, anything else is a bad choice of the place.
[[noreturn]] void fail_to_create(const fs::path& directory, const std::error_code& error) {
  const std::string message = directory.string() + ": cannot create the directory: " + error.message();
  if (error == std::errc::no_space_on_device) throw std::runtime_error(message);
  throw UsageError(message + "; choose a writable place with --out");
}

/// Waits until the names of all folders between the two are on disk.
void sync_names(const fs::path& upper, const fs::path& lower) {
  for (fs::path folder = lower; folder != upper; folder = folder.parent_path()) {
    sync_directory(folder.has_parent_path() ? folder.parent_path() : ".");
  }
}

void remove_run_files(const fs::path& directory) {
  for (const std::string_view name : run_files) fs::remove(directory / name);
  for (const long number : pieces_numbers(directory)) fs::remove(pieces_path(directory, number));
}

}  // namespace

fs::path run_directory(const fs::path& out, const std::string& experiment, std::span<const std::string> overrides,
                       long seed, const std::string& group) {
  return out / experiment / overrides_name(group, overrides) / seed_name(seed);
}

std::string group_of_config(const fs::path& file, const std::string& experiment) {
  const fs::path path = fs::absolute(file).lexically_normal();
  const fs::path run = path.parent_path();
  const fs::path group = run.parent_path();
  const bool is_of_run = path.filename() == "config.yaml" && is_run_directory(run) && group.filename() != experiment &&
                         group.parent_path().filename() == experiment;
  return is_of_run ? group.filename().string() : "";
}

RunDirectoryState inspect_run_directory(const fs::path& directory, const std::string& config_hash) {
  std::error_code unreachable;
  if (!fs::exists(fs::symlink_status(directory, unreachable))) return RunDirectoryState::free;
  const auto manifest = read_manifest(directory);
  const bool same_config = manifest && manifest->config_hash == config_hash;
  if (same_config && manifest->status == RunStatus::diverged) return RunDirectoryState::diverged;
  if (!manifest || manifest->status != RunStatus::completed) return RunDirectoryState::unfinished;
  return same_config ? RunDirectoryState::completed : RunDirectoryState::other_config;
}

std::string refusal_to_start(const fs::path& directory, RunDirectoryState state, bool force) {
  const bool other_config = state == RunDirectoryState::other_config;
  if (force || (state != RunDirectoryState::unfinished && !other_config)) return "";
  return directory.string() + ": holds " + (other_config ? "a finished run of another config" : "an unfinished run") +
         "; " + (other_config ? "" : "--resume goes on, ") + "--force starts again and overwrites it";
}

void claim_run_directory(const fs::path& directory, bool force) {
  std::error_code error;
  fs::path existing = directory.parent_path();
  while (!existing.empty() && !fs::exists(existing, error)) existing = existing.parent_path();
  fs::create_directories(directory.parent_path(), error);
  if (error) fail_to_create(directory.parent_path(), error);
  if (::mkdir(directory.c_str(), 0777) == 0) return sync_names(existing, directory);
  error.assign(errno, std::generic_category());
  if (error != std::errc::file_exists || !fs::is_directory(directory)) fail_to_create(directory, error);
  const std::string refusal = refusal_to_start(directory, RunDirectoryState::unfinished, force);
  if (!refusal.empty()) throw UsageError(refusal);
  remove_run_files(directory);
}

}  // namespace rlrun::experiment
