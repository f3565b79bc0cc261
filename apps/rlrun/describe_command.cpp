#include <iostream>
#include <memory>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/exit_codes.hpp"

namespace rlrun::app {

namespace {

std::vector<std::string> all_names(const experiment::Registries& registries) {
  std::vector<std::string> names = registries.environments.names();
  for (const std::string& learner : registries.learners.names()) names.push_back(learner);
  return names;
}

}  // namespace

Command describe_command(const CommandContext& context) {
  const auto name = std::make_shared<std::string>();
  return {.name = "describe",
          .summary = "Show every config key of an environment or learner",
          .arguments = {{.name = "name",
                         .target = name.get(),
                         .meaning = "Name as `rlrun list` shows it",
                         .value_name = "NAME",
                         .required = true,
                         .suggestions = all_names(context.registries)}},
          .action = [&context, name] {
            std::cout << experiment::describe(*name, context.registries);
            return exit_done;
          }};
}

}  // namespace rlrun::app
