#include "apps/rlrun/command.hpp"

namespace rlrun::app {

std::vector<Command> all_commands(const CommandContext& context) {
  return {run_command(context),    validate_command(context), list_command(context),    describe_command(context),
          replay_command(context), evaluate_command(context), summary_command(context), compare_command(context),
          plot_command(context),   plan_command(context),     report_command(context),  completion_command(context),
          manual_command(context)};
}

}  // namespace rlrun::app
