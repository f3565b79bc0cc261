#include <iostream>
#include <memory>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/common_arguments.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/run_list.hpp"

namespace rlrun::app {

Command validate_command(const CommandContext& context) {
  const auto request = std::make_shared<RunRequest>();
  return {.name = "validate",
          .summary = "Show all errors of all configs",
          .arguments = {config_argument(request->configs), override_argument(request->overrides)},
          .action = [&context, request] {
            (void)RunList(*request, context.registries).all();
            for (const std::string& config : request->configs) std::cout << config << ": valid\n";
            return exit_done;
          }};
}

}  // namespace rlrun::app
