#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lib/experiment/experiment_config.hpp"

namespace rlrun::app {

/// What every subcommand may use. It outlives the actions.
struct CommandContext {
  std::vector<std::string> command_line;
  experiment::Registries registries;
};

/// Where the value of an argument goes. A bool is set by its flag alone; a vector takes one value each time.
using ArgumentTarget = std::variant<bool*, int*, long*, std::size_t*, std::string*, std::optional<int>*,
                                    std::optional<long>*, std::optional<double>*, std::vector<std::string>*>;

/// An option ("--seed", with a short form "-o,--output") or, without dashes, a positional argument ("config").
struct Argument {
  std::string name;
  ArgumentTarget target;
  std::string meaning;
  std::string value_name = {};  ///< stands for the value in the help text
  bool required = false;
  bool last_wins = false;  ///< may be given again, as by a script that appends its own
  std::optional<double> minimum = {};
  std::optional<double> maximum = {};
  std::vector<std::string> choices = {};      ///< empty: everything
  std::vector<std::string> suggestions = {};  ///< what a shell offers beside file names
  std::string excludes = {};                  ///< an option before this one

  [[nodiscard]] bool is_option() const { return name.starts_with('-'); }
};

/// One subcommand of the program. `action` does what the arguments say and returns the exit code; a UsageError stands
/// for exit code 2, other exceptions for 1. It owns what the targets point to.
struct Command {
  std::string name;
  std::string summary;
  std::vector<Argument> arguments = {};
  std::function<int()> action = {};
  std::string details = {};  ///< below the options in the help text
  /// What to do instead of giving an option that the command lacks, if anything; the name comes with its dashes.
  std::function<std::string(const std::string& name)> hint_at_option = {};
};

Command run_command(const CommandContext& context);
Command validate_command(const CommandContext& context);
Command list_command(const CommandContext& context);
Command describe_command(const CommandContext& context);
Command replay_command(const CommandContext& context);
Command evaluate_command(const CommandContext& context);
Command summary_command(const CommandContext& context);
Command compare_command(const CommandContext& context);
Command plot_command(const CommandContext& context);
Command plan_command(const CommandContext& context);
Command report_command(const CommandContext& context);
Command completion_command(const CommandContext& context);
Command manual_command(const CommandContext& context);

/// All of them, in the order of the help text.
std::vector<Command> all_commands(const CommandContext& context);

}  // namespace rlrun::app
