#include <cmath>
#include <iostream>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/common_arguments.hpp"
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

Command replay_command(const CommandContext& context) {
  const auto flags = std::make_shared<ReplayFlags>();
  return {.name = "replay",
          .summary = "Repeat recorded steps of an environment one by one and compare",
          .arguments = {{.name = "environment",
                         .target = &flags->environment.name,
                         .meaning = "Name as `rlrun list` shows it",
                         .value_name = "ENVIRONMENT",
                         .required = true,
                         .suggestions = context.registries.environments.names()},
                        {.name = "file",
                         .target = &flags->file,
                         .meaning = "Recorded transitions",
                         .value_name = "FILE.csv",
                         .required = true},
                        environment_override_argument(flags->environment.overrides),
                        {.name = "--tolerance",
                         .target = &flags->tolerance,
                         .meaning = "Largest error of a column that counts as none",
                         .value_name = "T",
                         .minimum = 0}},
          .action = [&context, flags] { return replay(*flags, context.registries); }};
}

}  // namespace rlrun::app
