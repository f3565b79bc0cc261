#include "apps/rlrun/command_line.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <iostream>

#include "apps/rlrun/builtins.hpp"
#include "apps/rlrun/command.hpp"
#include "apps/rlrun/command_parser.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/logging.hpp"
#include "apps/rlrun/version_text.hpp"
#include "lib/core/cache_sizes.hpp"
#include "lib/core/error.hpp"

namespace rlrun::app {
namespace {

int perform(const std::function<int()>& action) try { return action(); } catch (const UsageError& error) {
  // One finding a line, `file:line:column: ...` first, as editors like it.
  std::cerr << error.what() << "\n";
  return exit_usage;
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

}  // namespace

int run_command_line(std::vector<std::string> arguments) {
  fix_cache_sizes();
  set_up_logging();
  const CommandContext context = {.command_line = arguments, .registries = builtins()};
  const std::vector<Command> commands = all_commands(context);
  const ParsedCommand parsed = parse_command(commands, print_version, std::move(arguments));
  return flushed(parsed.action ? perform(parsed.action) : parsed.exit_code);
}

}  // namespace rlrun::app
