#include "apps/rlrun/manual.hpp"

#include <string_view>

namespace rlrun::app {
namespace {

/// A hyphen that is typed is \-, and a line that begins with a dot or a quote would be a request.
std::string roff(std::string_view text) {
  std::string result;
  bool line_starts = true;
  for (const char c : text) {
    if (line_starts && (c == '.' || c == '\'')) result += "\\&";
    if (c == '-') {
      result += "\\-";
    } else if (c == '\\') {
      result += "\\e";
    } else {
      result += c;
    }
    line_starts = c == '\n';
  }
  return result;
}

/// Of one argument of a macro.
std::string quoted(const std::string& text) { return "\"" + roff(text) + "\""; }

std::string value_name(const Argument& argument) {
  if (!argument.choices.empty()) {
    std::string names;
    for (const std::string& choice : argument.choices) names += (names.empty() ? "" : "|") + choice;
    return names;
  }
  return argument.value_name;
}

std::string argument_entry(const Argument& argument) {
  const std::string value = value_name(argument);
  std::string head =
      argument.is_option() ? ".B " + quoted(argument.name) : ".I " + quoted(value.empty() ? argument.name : value);
  if (argument.is_option() && !value.empty()) head = ".BI " + quoted(argument.name) + " " + quoted(" " + value);
  return ".TP\n" + head + "\n" + roff(argument.meaning) + ".\n";
}

std::string command_section(const Command& command) {
  std::string text = ".SS " + quoted("rlrun " + command.name) + "\n" + roff(command.summary) + ".\n";
  for (const Argument& argument : command.arguments) text += argument_entry(argument);
  if (!command.details.empty()) text += ".PP\n" + roff(command.details) + "\n";
  return text;
}

constexpr const char* closing_sections =
    ".SH EXIT STATUS\n"
    ".TP\n.B 0\nDone, or done before.\n"
    ".TP\n.B 1\nA failure while running: a file that cannot be written, a full disk.\n"
    ".TP\n.B 2\nA wrong command line or config, or an existing run that would be overwritten.\n"
    ".TP\n.B 3\nThe run diverged: a number became infinite or not a number.\n"
    ".TP\n.B 4\nA comparison found a difference, or runs are missing.\n"
    ".TP\n.B 75\nInterrupted or out of time; the same command with \\-\\-resume goes on.\n"
    ".TP\n.BR 130 \", \" 143\nA second signal: nothing was saved since the last checkpoint.\n"
    ".SH ENVIRONMENT\n"
    ".TP\n.BR SLURM_CPUS_PER_TASK \", \" OMP_NUM_THREADS\n"
    "The number of threads without \\-\\-threads, the first that is set. Without both: one in a Slurm job, else all "
    "cores that affinity and control group allow, which is the most in any case.\n"
    ".SH FILES\n"
    ".TP\n.I results/EXPERIMENT/[OVERRIDES/]seed_0007\n"
    "A run: config.yaml, curve.csv, diagnostics.csv, evaluation.csv, monitor.csv, timing.csv, run.json, rlrun.log, "
    "checkpoint.bin and, where it is large, checkpoint.pieces.*.\n";

}  // namespace

std::string manual_page(const std::vector<Command>& commands, const std::string& version) {
  std::string text = ".TH RLRUN 1 \"\" " + quoted("rlrun " + version) +
                     " \"User Commands\"\n"
                     ".SH NAME\nrlrun \\- run reinforcement learning experiments\n"
                     ".SH SYNOPSIS\n"
                     ".B rlrun\n.I CONFIG.yaml\n[options of \\fBrun\\fP]\n.br\n"
                     ".B rlrun\n.I COMMAND\n[arguments]\n"
                     ".SH DESCRIPTION\n"
                     "One YAML config, one seed, the same bytes every time. Data goes to standard output; the log, the "
                     "progress bar and errors go to standard error.\n"
                     ".SH COMMANDS\n";
  for (const Command& command : commands) text += command_section(command);
  return text + closing_sections;
}

}  // namespace rlrun::app
