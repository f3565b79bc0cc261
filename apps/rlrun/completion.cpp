#include "apps/rlrun/completion.hpp"

#include <string_view>

#include "lib/config/text.hpp"

namespace rlrun::app {
namespace {

bool takes_value(const Argument& argument) { return !std::holds_alternative<bool*>(argument.target); }
bool takes_many(const Argument& argument) { return std::holds_alternative<std::vector<std::string>*>(argument.target); }

/// The short and the long form of an option, or the only one.
std::vector<std::string> forms(const Argument& argument) {
  const std::size_t comma = argument.name.find(',');
  if (comma == std::string::npos) return {argument.name};
  return {argument.name.substr(0, comma), argument.name.substr(comma + 1)};
}

std::vector<std::string> offered(const Argument& argument) {
  std::vector<std::string> values = argument.choices;
  values.insert(values.end(), argument.suggestions.begin(), argument.suggestions.end());
  return values;
}

/// A branch of `case $command in`. A command that is none is a config, which is short for `run`.
std::string branch_name(const Command& command) { return command.name == "run" ? "*" : command.name; }

/// With the branch of `run`, which takes everything, at the end.
std::string branches(const std::vector<Command>& commands, std::string (*branch)(const Command&)) {
  std::string others;
  std::string run;
  for (const Command& command : commands) (command.name == "run" ? run : others) += branch(command);
  return others + run;
}

std::string bash_values(const Command& command) {
  std::string text;
  for (const Argument& argument : command.arguments) {
    if (!argument.is_option() || !takes_value(argument)) continue;
    text += "        " + config::join(forms(argument), "|") + ") values='" + config::join(offered(argument), " ") +
            "' ;;\n";
  }
  return text;
}

std::string bash_branch(const Command& command) {
  std::vector<std::string> options;
  std::vector<std::string> words;
  for (const Argument& argument : command.arguments) {
    for (const std::string& word : argument.is_option() ? forms(argument) : offered(argument)) {
      (argument.is_option() ? options : words).push_back(word);
    }
  }
  return "    " + branch_name(command) + ")\n      options='" + config::join(options, " ") + " --help' words='" +
         config::join(words, " ") + "'\n      case $previous in\n" + bash_values(command) +
         "        *) is_value= ;;\n      esac ;;\n";
}

/// Within a single-quoted argument of _arguments.
std::string zsh_text(const std::string& text) {
  std::string quoted;
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      if (std::string_view("[]:\\").find(c) != std::string_view::npos) quoted += '\\';
      quoted += c;
    }
  }
  return quoted;
}

std::string zsh_value(const Argument& argument) {
  const std::string name = argument.value_name.empty() ? argument.name : argument.value_name;
  const std::string values = config::join(offered(argument), " ");
  return ":" + zsh_text(name) + ":" + (values.empty() ? "_files" : "(" + values + ")");
}

/// The specifications of _arguments, one a form.
std::vector<std::string> zsh_arguments(const Argument& argument) {
  const std::string start = takes_many(argument) ? "*" : "";
  if (!argument.is_option()) return {start + zsh_value(argument)};
  std::vector<std::string> specifications;
  for (const std::string& form : forms(argument)) {
    specifications.push_back(start + form + "[" + zsh_text(argument.meaning) + "]" +
                             (takes_value(argument) ? zsh_value(argument) : ""));
  }
  return specifications;
}

std::string zsh_branch(const Command& command) {
  std::string text = "    " + branch_name(command) + ")\n      _arguments '--help[Print the options]'";
  for (const Argument& argument : command.arguments) {
    for (const std::string& specification : zsh_arguments(argument)) text += " \\\n        '" + specification + "'";
  }
  return text + " ;;\n";
}

}  // namespace

std::string bash_completion(const std::vector<Command>& commands) {
  std::string names;
  for (const Command& command : commands) names += command.name + " ";
  return "# bash completion for rlrun, made by `rlrun completion bash`.\n"
         "_rlrun() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
         "  local options= words= values= is_value=yes\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W '" +
         names +
         "--help --version' -- \"$current\"; compgen -f -X '!*.yaml' -- \"$current\")\n"
         "    return\n"
         "  fi\n"
         "  case ${COMP_WORDS[1]} in\n" +
         branches(commands, bash_branch) +
         "  esac\n"
         "  if [ -z \"$is_value\" ]; then\n"
         "    case $current in -*) values=$options ;; *) values=$words ;; esac\n"
         "  fi\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$current\")\n"
         "}\n"
         "complete -o default -F _rlrun rlrun\n";
}

std::string zsh_completion(const std::vector<Command>& commands) {
  std::string names;
  for (const Command& command : commands) names += "    '" + command.name + ":" + zsh_text(command.summary) + "'\n";
  return "#compdef rlrun\n"
         "# zsh completion for rlrun, made by `rlrun completion zsh`.\n"
         "_rlrun() {\n"
         "  local -a commands=(\n" +
         names +
         "  )\n"
         "  if (( CURRENT == 2 )); then\n"
         "    _describe command commands\n"
         "    _files -g '*.yaml'\n"
         "    return\n"
         "  fi\n"
         "  local command=$words[2]\n"
         "  shift words\n"
         "  (( CURRENT-- ))\n"
         "  case $command in\n" +
         branches(commands, zsh_branch) +
         "  esac\n"
         "}\n"
         "_rlrun \"$@\"\n";
}

}  // namespace rlrun::app
