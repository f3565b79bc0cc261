#include "apps/rlrun/command_parser.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <limits>
#include <type_traits>
#include <utility>

#include "apps/rlrun/exit_codes.hpp"
#include "lib/config/decimal.hpp"
#include "lib/config/edit_distance.hpp"
#include "lib/config/reader.hpp"
#include "lib/config/text.hpp"
#include "lib/core/error.hpp"

// The only file that reads CLI11's long headers.
namespace rlrun::app {
namespace {

/// ", did you mean X?", or all names where none is near.
std::string suggestion(const std::string& name, const std::vector<std::string>& known) {
  const std::string nearest = config::nearest_name(name, known);
  return nearest.empty() ? "; allowed: " + config::join(known) : ", did you mean " + nearest + "?";
}

/// Throws what `parse` reports as bad usage.
[[noreturn]] void refuse(const std::string& name, const std::string& text, const std::string& what) {
  throw UsageError(name + ": " + (text.empty() ? "the value is empty" : '"' + config::excerpt(text) + '"') + what);
}

/// ">= 1", "in [1, 1024]"; empty without limits.
config::Range range_of(const Argument& argument) {
  constexpr double unlimited = std::numeric_limits<double>::infinity();
  return {.low = argument.minimum.value_or(-unlimited), .high = argument.maximum.value_or(unlimited)};
}

/// Nothing where the number type cannot hold it.
template <class Number>
std::optional<Number> number_of(const config::Decimal& decimal) {
  if constexpr (std::is_integral_v<Number>) {
    const std::optional<long> value = config::to_integer(decimal);
    return value && std::in_range<Number>(*value) ? std::optional(static_cast<Number>(*value)) : std::nullopt;
  } else {
    return config::to_double(decimal);
  }
}

/// The whole text as a number: decimal, without a leading zero, as a config may hold it.
template <class Number>
Number parse_number(const Argument& argument, const std::string& text) {
  constexpr bool whole = std::is_integral_v<Number>;
  const std::string limits = range_of(argument).text();
  const std::string allowed =
      std::string("; allowed: ") + (whole ? "an integer" : "a number") + (limits.empty() ? "" : " ") + limits;
  const auto decimal = config::parse_decimal(text);
  if (!decimal) refuse(argument.name, text, (text.empty() ? "" : " is no number") + allowed);
  if (decimal->leading_zero) refuse(argument.name, text, " begins with a zero" + allowed);
  if (whole && !config::is_integral(*decimal)) refuse(argument.name, text, " is not a whole number" + allowed);
  const auto value = number_of<Number>(*decimal);
  if (!value) refuse(argument.name, text, " is too large" + allowed);
  if (!range_of(argument).contains(static_cast<double>(*value))) {
    refuse(argument.name, text, " is out of range" + allowed);
  }
  return *value;
}

std::string parse_text(const Argument& argument, const std::string& text) {
  if (text.empty()) refuse(argument.name, text, "; leave it out or give one");
  if (argument.choices.empty() || std::ranges::find(argument.choices, text) != argument.choices.end()) return text;
  const std::string nearest = config::nearest_name(text, argument.choices);
  refuse(argument.name, text,
         " is none of " + config::join(argument.choices) + (nearest.empty() ? "" : ", did you mean " + nearest + "?"));
}

template <class Value>
Value parse_value(const Argument& argument, const std::string& text) {
  if constexpr (std::is_same_v<Value, std::string>) {
    return parse_text(argument, text);
  } else {
    return parse_number<Value>(argument, text);
  }
}

template <class T>
struct ValueOf {
  using Type = T;
};
template <class T>
struct ValueOf<std::optional<T>> {
  using Type = T;
};

/// Puts the texts of an argument that was given into its target.
void assign(const Argument& argument, const std::vector<std::string>& texts) {
  std::visit(
      [&](auto* target) {
        using Target = std::remove_pointer_t<decltype(target)>;
        if constexpr (std::is_same_v<Target, std::vector<std::string>>) {
          for (const std::string& text : texts) target->push_back(parse_text(argument, text));
        } else if constexpr (!std::is_same_v<Target, bool>) {
          *target = parse_value<typename ValueOf<Target>::Type>(argument, texts.back());
        }
      },
      argument.target);
}

/// CLI11 sorts the words of the command line; what they mean is read by `assign`.
CLI::Option* declare(CLI::App& app, const Argument& argument) {
  if (bool* const* flag = std::get_if<bool*>(&argument.target)) {
    return app.add_flag(argument.name, **flag, argument.meaning);
  }
  CLI::Option* option = app.add_option_function<std::vector<std::string>>(
      argument.name, [&argument](const std::vector<std::string>& texts) { assign(argument, texts); }, argument.meaning);
  const bool list = std::holds_alternative<std::vector<std::string>*>(argument.target);
  if (!list || argument.is_option()) option->expected(1)->allow_extra_args(false);
  if (!list) option->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  if (list && argument.is_option()) option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  return option;
}

void add_argument(CLI::App& app, const Argument& argument) {
  CLI::Option* option = declare(app, argument);
  option->required(argument.required);
  if (!argument.value_name.empty()) option->type_name(argument.value_name);
  if (argument.value_name.empty() && !argument.choices.empty()) option->type_name(config::join(argument.choices, "|"));
  if (argument.last_wins) option->take_last();
  if (!argument.excludes.empty()) option->excludes(app.get_option(argument.excludes));
}

void add_command(CLI::App& program, const Command& command, std::function<int()>& action) {
  CLI::App& app = *program.add_subcommand(command.name, command.summary);
  for (const Argument& argument : command.arguments) add_argument(app, argument);
  if (!command.details.empty()) app.footer(command.details);
  app.callback([&action, &command] { action = command.action; });
}

std::vector<std::string> names_of(const std::vector<Command>& commands) {
  std::vector<std::string> names(commands.size());
  std::ranges::transform(commands, names.begin(), &Command::name);
  return names;
}

bool looks_like_a_config(const std::string& word) {
  return word == "-" || word.find_first_of("./=") != std::string::npos || std::filesystem::exists(word);
}

/// `rlrun CONFIG.yaml` is short for `rlrun run CONFIG.yaml`, `rlrun help COMMAND` for `rlrun COMMAND --help`.
void complete_short_form(std::vector<std::string>& arguments, const std::vector<Command>& commands) {
  if (arguments.size() < 2 || (arguments[1].starts_with('-') && arguments[1] != "-")) return;
  if (arguments[1] == "help") {
    arguments.erase(arguments.begin() + 1);
    arguments.emplace_back("--help");
    return complete_short_form(arguments, commands);
  }
  const std::vector<std::string> names = names_of(commands);
  if (std::ranges::find(names, arguments[1]) != names.end()) return;
  if (!looks_like_a_config(arguments[1])) {
    throw UsageError('"' + config::excerpt(arguments[1]) + "\" is neither a command nor a config file" +
                     suggestion(arguments[1], names));
  }
  arguments.insert(arguments.begin() + 1, "run");
}

/// All spellings of all options of a command.
std::vector<std::string> option_names(const Command& command) {
  std::vector<std::string> names = {"--help"};
  for (const Argument& argument : command.arguments) {
    if (!argument.is_option()) continue;
    for (std::string& name : CLI::detail::split(argument.name, ',')) names.push_back(std::move(name));
  }
  return names;
}

/// CLI11 tells only that there is no such option.
void require_known_options(const std::vector<std::string>& arguments, const std::vector<Command>& commands) {
  if (arguments.size() < 2) return;
  const auto command = std::ranges::find(commands, arguments[1], &Command::name);
  if (command == commands.end()) return;
  const std::vector<std::string> known = option_names(*command);
  for (std::size_t i = 2; i < arguments.size() && arguments[i] != "--"; ++i) {
    const std::string name = arguments[i].substr(0, arguments[i].find('='));
    if (!name.starts_with("--") || std::ranges::find(known, name) != known.end()) continue;
    const std::string hint = command->hint_at_option ? command->hint_at_option(name) : "";
    throw UsageError(name + ": `rlrun " + command->name + "` has no such option" +
                     (hint.empty() ? suggestion(name, known) : "; " + hint));
  }
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
  program.footer("`rlrun help COMMAND` shows the arguments of a command.");
  ParsedCommand result;
  for (const Command& command : commands) add_command(program, command, result.action);
  program.add_flag_callback(
      "--version", [&] { result.action = version; }, "Print version, git hash, compiler, flags and library versions");

  try {
    complete_short_form(arguments, commands);
    require_known_options(arguments, commands);
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend() - 1);  // as CLI11 wants them
    program.parse(reversed);
  } catch (const CLI::ParseError& error) {
    return {.action = nullptr, .exit_code = report_parse_error(program, error)};
  } catch (const UsageError& error) {
    std::cerr << config::printable(error.what()) << "\n";
    return {.action = nullptr, .exit_code = exit_usage};
  }
  if (!result.action) {
    std::cerr << program.help();
    result.exit_code = exit_usage;
  }
  return result;
}

}  // namespace rlrun::app
