#include "lib/experiment/run_directory.hpp"

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <map>
#include <string_view>
#include <system_error>

#include "lib/config/config.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/manifest.hpp"
#include "lib/experiment/pieces_path.hpp"
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

/// Sorted by key, the last override of a key counting, joined by commas.
std::string overrides_name(std::span<const std::string> overrides) {
  std::map<std::string, std::string> values;
  for (const std::string& text : overrides) values[text.substr(0, text.find('='))] = text;
  values.erase("run.seed");
  std::string name;
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

void remove_run_files(const fs::path& directory) {
  for (const std::string_view name : run_files) fs::remove(directory / name);
  for (const long number : pieces_numbers(directory)) fs::remove(pieces_path(directory, number));
}

}  // namespace

fs::path run_directory(const fs::path& out, const std::string& experiment, std::span<const std::string> overrides,
                       long seed) {
  return out / experiment / overrides_name(overrides) / seed_name(seed);
}

RunDirectoryState inspect_run_directory(const fs::path& directory, const std::string& config_hash) {
  std::error_code unreachable;
  if (!fs::exists(fs::symlink_status(directory, unreachable))) return RunDirectoryState::free;
  const auto manifest = read_manifest(directory);
  if (!manifest || manifest->status != RunStatus::completed) return RunDirectoryState::unfinished;
  return manifest->config_hash == config_hash ? RunDirectoryState::completed : RunDirectoryState::other_config;
}

std::string refusal_to_start(const fs::path& directory, RunDirectoryState state, bool force) {
  const bool other_config = state == RunDirectoryState::other_config;
  if (force || (state != RunDirectoryState::unfinished && !other_config)) return "";
  return directory.string() + ": holds " + (other_config ? "a finished run of another config" : "an unfinished run") +
         "; " + (other_config ? "" : "--resume goes on, ") + "--force starts again and overwrites it";
}

void claim_run_directory(const fs::path& directory, bool force) {
  std::error_code error;
  fs::create_directories(directory.parent_path(), error);
  if (error) fail_to_create(directory.parent_path(), error);
  if (::mkdir(directory.c_str(), 0777) == 0) return;
  error.assign(errno, std::generic_category());
  if (error != std::errc::file_exists || !fs::is_directory(directory)) fail_to_create(directory, error);
  const std::string refusal = refusal_to_start(directory, RunDirectoryState::unfinished, force);
  if (!refusal.empty()) throw UsageError(refusal);
  remove_run_files(directory);
}

}  // namespace rlrun::experiment
