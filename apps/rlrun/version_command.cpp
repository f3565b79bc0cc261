#include <iostream>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "lib/experiment/version.hpp"

namespace rlrun::app {
namespace {

int print_version() {
  const experiment::Version build = experiment::version();
  std::cout << "rlrun " << build.version << "\ngit " << build.git_hash << "\ncompiler " << build.compiler << ", "
            << build.build_type << "\nflags " << build.flags << "\n";
  for (const auto& [name, number] : build.libraries) std::cout << name << " " << number << "\n";
  return exit_done;
}

}  // namespace

void add_version_flag(CLI::App& program, Action& action) {
  program.add_flag_callback(
      "--version", [&action] { action = print_version; },
      "Print version, git hash, compiler, flags and library versions");
}

}  // namespace rlrun::app
