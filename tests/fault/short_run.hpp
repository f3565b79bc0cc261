#pragma once

#include <ostream>
#include <string>

namespace rlrun::fault {

/// A config that runs for an instant and is saved often, and how to run it.
struct ShortRun {
  std::string name;    ///< of the config file and its experiment; letters
  std::string config;  ///< YAML
  int steps_between_saves = 0;

  [[nodiscard]] std::string file() const { return name + ".yaml"; }
  /// What follows `rlrun run` for results in `out`.
  [[nodiscard]] std::string arguments(const std::string& out) const {
    return file() + " --threads 1 --checkpoint-every " + std::to_string(steps_between_saves) + " --out " + out;
  }
  /// Where it writes, with a slash at the end.
  [[nodiscard]] std::string directory(const std::string& out) const { return out + "/" + name + "/seed_0003/"; }
};

/// With the learner that does not learn; it writes evaluations.
ShortRun random_run(int episodes, int steps_between_saves);
/// With a tiny ensemble; it writes diagnostics.
ShortRun rgrl_run(int episodes, int steps_between_saves);
/// With replay that soon is large enough for files beside the checkpoint, of 84 steps an episode.
ShortRun replay_run(int episodes, int steps_between_saves);

inline void PrintTo(const ShortRun& run, std::ostream* out) { *out << run.name; }

}  // namespace rlrun::fault
