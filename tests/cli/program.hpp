#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/temporary_folder.hpp"

namespace rlrun::cli {

struct Outcome {
  int exit_code = 0;  ///< 128 + signal where a signal ended the program
  std::string out;
  std::string err;
};

/// The built rlrun, run in a folder of its own that exists for one test.
class Program {
 public:
  /// Runs `rlrun ARGUMENTS` through the shell. `before`: shell commands that come first, such as "ulimit -f 8;".
  [[nodiscard]] Outcome run(const std::string& arguments, const std::string& before = "") const;

  /// Starts it without waiting, with nothing on its terminal.
  [[nodiscard]] pid_t start(const std::vector<std::string>& arguments) const;
  /// Waits for a started one; returns its exit code.
  [[nodiscard]] static int wait_for(pid_t process);

  void write(const std::string& name, std::string_view content) const;
  [[nodiscard]] std::string read(const std::string& name) const;
  /// All files below the folder, sorted, by their relative paths.
  [[nodiscard]] std::vector<std::string> files() const;
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
};

/// A config that runs 30 short episodes.
inline constexpr std::string_view small_config =
    "experiment: small\n"
    "environment: {name: CartPole-v1}\n"
    "learner: {name: random}\n"
    "run: {seed: 3, episodes: 30, num_envs: 4}\n";

}  // namespace rlrun::cli
