#pragma once

#include <filesystem>
#include <span>
#include <string>

namespace rlrun::experiment {

/// Where a run lies: `<out>/<experiment>/[<overrides>/]seed_0007`. `overrides` are "a.b=c"; that of run.seed is left
/// out, and equal values have one spelling. `group`: what stands in front of the overrides, see `group_of_config`.
std::filesystem::path run_directory(const std::filesystem::path& out, const std::string& experiment,
                                    std::span<const std::string> overrides, long seed, const std::string& group = "");

/// The overrides in the path of the run whose `config.yaml` this is, so that the run which it repeats gets the same
/// place; empty for any other file, and where there are none.
std::string group_of_config(const std::filesystem::path& file, const std::string& experiment);

/// What stands at the path of a run.
enum class RunDirectoryState {
  free,          ///< nothing
  completed,     ///< a finished run of the same config
  diverged,      ///< a run of the same config that diverged, as it would again
  other_config,  ///< a finished run of another config
  unfinished,    ///< a run that is going on or was cut off, or not a run at all
};

/// `config_hash`: that of the run which is to lie there.
RunDirectoryState inspect_run_directory(const std::filesystem::path& directory, const std::string& config_hash);

/// Why no run may start in a directory of this state, and what to do; empty when one may (or the run has ended).
std::string refusal_to_start(const std::filesystem::path& directory, RunDirectoryState state, bool force);

/// Creates the directory, which is the lock: of two processes only one succeeds; it is on disk when this returns. With
/// `force` an existing one is taken over after the files of the earlier run were removed; other files stay. Throws
/// UsageError when it exists or cannot be created.
void claim_run_directory(const std::filesystem::path& directory, bool force);

}  // namespace rlrun::experiment
