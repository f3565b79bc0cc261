#include "apps/rlrun/command_parser.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <sstream>
#include <type_traits>

#include "apps/rlrun/exit_codes.hpp"

// The only file that reads CLI11's long headers.
namespace rlrun::app {
namespace {

/// "1..1024", "0.." where there is no maximum.
std::string range_text(const Argument& argument) {
  std::ostringstream text;
  if (argument.minimum) text << *argument.minimum;
  text << "..";
  if (argument.maximum) text << *argument.maximum;
  return text.str();
}

/// The text may be no number at all: then the conversion that follows says so.
CLI::Validator range_check(const Argument& argument) {
  const auto check = [argument](const std::string& text) {
    double value = 0.0;
    if (!CLI::detail::lexical_cast(text, value)) return std::string();
    const bool low = argument.minimum && !(value >= *argument.minimum);
    const bool high = argument.maximum && !(value <= *argument.maximum);
    return low || high ? text + " is not in " + range_text(argument) : std::string();
  };
  return {check, range_text(argument)};
}

CLI::Option* declare(CLI::App& app, const Argument& argument) {
  return std::visit(
      [&](auto* target) {
        using Target = std::remove_pointer_t<decltype(target)>;
        if constexpr (std::is_same_v<Target, bool>) {
          return app.add_flag(argument.name, *target, argument.meaning);
        } else {
          CLI::Option* option = app.add_option(argument.name, *target, argument.meaning);
          if constexpr (std::is_same_v<Target, std::vector<std::string>>) {
            if (argument.is_option()) option->allow_extra_args(false);
          }
          return option;
        }
      },
      argument.target);
}

void add_argument(CLI::App& app, const Argument& argument) {
  CLI::Option* option = declare(app, argument);
  option->required(argument.required);
  if (argument.minimum || argument.maximum) option->check(range_check(argument));
  if (!argument.choices.empty()) option->check(CLI::IsMember(argument.choices));
  if (!argument.value_name.empty()) option->type_name(argument.value_name);
  if (argument.last_wins) option->take_last();
  if (!argument.excludes.empty()) option->excludes(app.get_option(argument.excludes));
}

void add_command(CLI::App& program, const Command& command, std::function<int()>& action) {
  CLI::App& app = *program.add_subcommand(command.name, command.summary);
  for (const Argument& argument : command.arguments) add_argument(app, argument);
  if (!command.details.empty()) app.footer(command.details);
  app.callback([&action, &command] { action = command.action; });
}

/// `rlrun CONFIG.yaml` is short for `rlrun run CONFIG.yaml`.
void complete_short_form(std::vector<std::string>& arguments, const std::vector<Command>& commands) {
  if (arguments.size() < 2 || arguments[1].starts_with('-')) return;
  for (const Command& command : commands) {
    if (command.name == arguments[1]) return;
  }
  arguments.insert(arguments.begin() + 1, "run");
}

/// CLI11 has an exit code for every kind of error; here they are all one.
int report_parse_error(const CLI::App& program, const CLI::ParseError& error) {
  return program.exit(error, std::cout, std::cerr) == 0 ? exit_done : exit_usage;
}

}  // namespace

ParsedCommand parse_command(const std::vector<Command>& commands, const std::function<int()>& version,
                            std::vector<std::string> arguments) {
  CLI::App program("Reinforcement learning experiments: one YAML config, one seed, the same bytes every time.",
                   "rlrun");
  ParsedCommand result;
  for (const Command& command : commands) add_command(program, command, result.action);
  program.add_flag_callback(
      "--version", [&] { result.action = version; }, "Print version, git hash, compiler, flags and library versions");

  complete_short_form(arguments, commands);
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend() - 1);  // as CLI11 wants them
  try {
    program.parse(reversed);
  } catch (const CLI::ParseError& error) {
    return {.action = nullptr, .exit_code = report_parse_error(program, error)};
  }
  if (!result.action) {
    std::cerr << program.help();
    result.exit_code = exit_usage;
  }
  return result;
}

}  // namespace rlrun::app
