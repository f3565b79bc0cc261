#include <iostream>
#include <memory>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/completion.hpp"
#include "apps/rlrun/exit_codes.hpp"

namespace rlrun::app {

Command completion_command(const CommandContext& context) {
  const auto shell = std::make_shared<std::string>();
  return {.name = "completion",
          .summary = "Print a script that completes command lines; `cmake --install` installs it",
          .arguments = {{.name = "shell",
                         .target = shell.get(),
                         .meaning = "Which shell",
                         .value_name = "SHELL",
                         .required = true,
                         .choices = {"bash", "zsh"}}},
          .action = [&context, shell] {
            const auto complete = *shell == "zsh" ? zsh_completion : bash_completion;
            std::cout << complete(all_commands(context));
            return exit_done;
          }};
}

}  // namespace rlrun::app
