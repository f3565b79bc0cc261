#include "apps/rlrun/command_line.hpp"

#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <iostream>

#include "apps/rlrun/builtins.hpp"
#include "apps/rlrun/command.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/logging.hpp"
#include "lib/core/cache_sizes.hpp"
#include "lib/core/error.hpp"

namespace rlrun::app {
namespace {

/// `rlrun CONFIG.yaml` is short for `rlrun run CONFIG.yaml`.
void complete_short_form(std::vector<std::string>& arguments, const CLI::App& program) {
  if (arguments.size() < 2 || arguments[1].starts_with('-')) return;
  const auto named = [&](const CLI::App* command) { return command->get_name() == arguments[1]; };
  if (program.get_subcommands(named).empty()) arguments.insert(arguments.begin() + 1, "run");
}

int perform(const Action& action) try { return action(); } catch (const UsageError& error) {
  // One finding a line, `file:line:column: ...` first, as editors like it.
  std::cerr << error.what() << "\n";
  return exit_usage;
} catch (const std::exception& error) {
  spdlog::error("{}", error.what());
  return exit_failed;
}

/// CLI11 has an exit code for every kind of error; here they are all one.
int report_parse_error(const CLI::App& program, const CLI::ParseError& error) {
  return program.exit(error, std::cout, std::cerr) == 0 ? exit_done : exit_usage;
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
  CLI::App program("Reinforcement learning experiments: one YAML config, one seed, the same bytes every time.",
                   "rlrun");
  const CommandContext context = {.command_line = arguments, .registries = builtins()};
  Action action;
  add_run_command(program, context, action);
  add_validate_command(program, context, action);
  add_list_command(program, context, action);
  add_describe_command(program, context, action);
  add_replay_command(program, context, action);
  add_evaluate_command(program, context, action);
  add_summary_command(program, context, action);
  add_version_flag(program, action);

  complete_short_form(arguments, program);
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend() - 1);  // as CLI11 wants them
  try {
    program.parse(reversed);
  } catch (const CLI::ParseError& error) {
    return flushed(report_parse_error(program, error));
  }
  if (!action) {
    std::cerr << program.help();
    return exit_usage;
  }
  return flushed(perform(action));
}

}  // namespace rlrun::app
