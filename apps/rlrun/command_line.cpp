#include "apps/rlrun/command_line.hpp"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <iostream>
#include <new>

#include "apps/rlrun/builtins.hpp"
#include "apps/rlrun/command.hpp"
#include "apps/rlrun/command_parser.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/logging.hpp"
#include "apps/rlrun/version_text.hpp"
#include "lib/config/text.hpp"
#include "lib/core/cache_sizes.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/host.hpp"

namespace rlrun::app {
namespace {

int perform(const std::function<int()>& action) try { return action(); } catch (const UsageError& error) {
  // One finding a line, `file:line:column: ...` first, as editors like it.
  std::cerr << config::printable(error.what()) << "\n";
  return exit_usage;
} catch (const DivergenceError& error) {
  spdlog::error("{}", error.what());
  return exit_diverged;
} catch (const std::bad_alloc&) {
  spdlog::error("out of memory, at {} MiB", experiment::peak_memory() >> 20);
  return exit_failed;
} catch (const std::exception& error) {
  spdlog::error("{}", error.what());
  return exit_failed;
}

int print_version() {
  std::cout << version_text();
  return exit_done;
}

/// Fails when what was printed did not get out, for example because the disk is full.
int flushed(int exit_code) {
  std::cout.flush();
  if (std::cout) return exit_code;
  spdlog::error("standard output: cannot write");
  return std::max(exit_code, exit_failed);
}

/// A file that is opened later must not take the place of a standard stream that the caller has closed. What is printed
/// then gets lost, which is an error; what is logged may.
void occupy_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) >= 0) continue;
    ::open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY);  // gets the lowest free number, this one
  }
}

}  // namespace

int run_command_line(std::vector<std::string> arguments) {
  occupy_standard_descriptors();
  fix_cache_sizes();
  set_up_logging();
  const CommandContext context = {.command_line = arguments, .registries = builtins()};
  const std::vector<Command> commands = all_commands(context);
  const ParsedCommand parsed = parse_command(commands, print_version, std::move(arguments));
  return flushed(parsed.action ? perform(parsed.action) : parsed.exit_code);
}

}  // namespace rlrun::app
