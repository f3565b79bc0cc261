#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <string>
#include <vector>

#include "lib/experiment/experiment_config.hpp"

namespace rlrun::app {

/// What every subcommand may use.
struct CommandContext {
  std::vector<std::string> command_line;
  experiment::Registries registries;
};

/// What a parsed subcommand does; returns the exit code. UsageError stands for exit code 2, other exceptions for 1.
using Action = std::function<int()>;

/// Each adds one subcommand to the program and, when it is parsed, sets `action`. Both references must stay valid
/// until the action has run.
void add_run_command(CLI::App& program, const CommandContext& context, Action& action);
void add_validate_command(CLI::App& program, const CommandContext& context, Action& action);
void add_list_command(CLI::App& program, const CommandContext& context, Action& action);
void add_describe_command(CLI::App& program, const CommandContext& context, Action& action);
void add_replay_command(CLI::App& program, const CommandContext& context, Action& action);
void add_evaluate_command(CLI::App& program, const CommandContext& context, Action& action);
void add_summary_command(CLI::App& program, const CommandContext& context, Action& action);
/// The flag --version.
void add_version_flag(CLI::App& program, Action& action);

}  // namespace rlrun::app
