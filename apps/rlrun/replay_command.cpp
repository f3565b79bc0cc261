#include <cmath>
#include <iostream>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/environment_request.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/text_table.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/number_text.hpp"
#include "lib/experiment/replay.hpp"

namespace rlrun::app {
namespace {

struct ReplayFlags {
  EnvironmentRequest environment;
  std::string file;
  std::optional<double> tolerance;
};

std::unique_ptr<Replayer> make_replayer(const RequestedEnvironment& environment) {
  const auto& make = environment.factory->make_replayer;
  return make ? make(environment.make) : std::make_unique<StateReplayer>(environment.make());
}

/// A file that is none is a matter of usage.
experiment::Recording usable_recording(const std::string& file) try {
  return experiment::read_recording(file);
} catch (const std::runtime_error& error) {
  throw UsageError(error.what());
}

void print_report(const experiment::ReplayReport& report) {
  const auto count = static_cast<double>(report.compared);
  TextTable table = {{"column", "largest error", "rms error"}};
  for (const experiment::ColumnError& column : report.columns) {
    const double rms = report.compared > 0 ? std::sqrt(column.sum_of_squares / count) : 0.0;
    table.push_back({column.name, experiment::number_text(column.largest), experiment::number_text(rms)});
  }
  print_table(std::cout, table);
  std::cout << "compared " << report.compared << "\nskipped " << report.skipped << "\nout_of_tolerance "
            << report.out_of_tolerance << "\nflag_mismatches " << report.flag_mismatches << "\n";
}

int replay(const ReplayFlags& flags, const experiment::Registries& registries) {
  const RequestedEnvironment environment = make_environment(flags.environment, registries.environments);
  const auto replayer = make_replayer(environment);
  const auto report = experiment::replay(*replayer, usable_recording(flags.file), environment.time_limit,
                                         flags.tolerance.value_or(replayer->usual_tolerance()));
  print_report(report);
  return report.passed() ? exit_done : exit_differs;
}

}  // namespace

void add_replay_command(CLI::App& program, const CommandContext& context, Action& action) {
  CLI::App* command =
      program.add_subcommand("replay", "Repeat recorded steps of an environment one by one and compare");
  const auto flags = std::make_shared<ReplayFlags>();
  command->add_option("environment", flags->environment.name, "Name as `rlrun list` shows it")->required();
  command->add_option("file", flags->file, "Recorded transitions")->required()->type_name("FILE.csv");
  command->add_option("--set", flags->environment.overrides, "Set a key of the environment; may be given several times")
      ->type_name("k=v")
      ->allow_extra_args(false);
  command->add_option("--tolerance", flags->tolerance, "Largest error of a column that counts as none")
      ->type_name("T")
      ->check(CLI::Range(0.0, std::numeric_limits<double>::max()));
  command->callback(
      [&context, &action, flags] { action = [&context, flags] { return replay(*flags, context.registries); }; });
}

}  // namespace rlrun::app
