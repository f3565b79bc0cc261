#include <iostream>
#include <memory>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/exit_codes.hpp"

namespace rlrun::app {

void add_describe_command(CLI::App& program, const CommandContext& context, Action& action) {
  CLI::App* command = program.add_subcommand("describe", "Show every config key of an environment or learner");
  const auto name = std::make_shared<std::string>();
  command->add_option("name", *name, "Name as `rlrun list` shows it")->required()->type_name("NAME");
  command->callback([&context, &action, name] {
    action = [&context, name] {
      std::cout << experiment::describe(*name, context.registries);
      return exit_done;
    };
  });
}

}  // namespace rlrun::app
