#include <iostream>
#include <memory>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/exit_codes.hpp"

namespace rlrun::app {

Command describe_command(const CommandContext& context) {
  const auto name = std::make_shared<std::string>();
  return {.name = "describe",
          .summary = "Show every config key of an environment or learner",
          .arguments = {{.name = "name",
                         .target = name.get(),
                         .meaning = "Name as `rlrun list` shows it",
                         .value_name = "NAME",
                         .required = true}},
          .action = [&context, name] {
            std::cout << experiment::describe(*name, context.registries);
            return exit_done;
          }};
}

}  // namespace rlrun::app
