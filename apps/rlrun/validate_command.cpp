#include <iostream>
#include <memory>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/run_list.hpp"

namespace rlrun::app {

void add_validate_command(CLI::App& program, const CommandContext& context, Action& action) {
  CLI::App* command = program.add_subcommand("validate", "Show all errors of all configs");
  const auto request = std::make_shared<RunRequest>();
  command->add_option("config", request->configs, "Config files")->required()->type_name("CONFIG.yaml");
  command->add_option("--set", request->overrides, "Replace a value: a.b=c")->allow_extra_args(false);
  command->callback([&context, &action, request] {
    action = [&context, request] {
      make_run_list(*request, context.registries);
      for (const std::string& config : request->configs) std::cout << config << ": valid\n";
      return exit_done;
    };
  });
}

}  // namespace rlrun::app
