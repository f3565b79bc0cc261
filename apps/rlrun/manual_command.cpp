#include <iostream>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/manual.hpp"
#include "lib/experiment/version.hpp"

namespace rlrun::app {

Command manual_command(const CommandContext& context) {
  return {.name = "manual", .summary = "Print the manual page; `cmake --install` installs it", .action = [&context] {
            std::cout << manual_page(all_commands(context), experiment::version().version);
            return exit_done;
          }};
}

}  // namespace rlrun::app
