#include <string>
#include <vector>

#include "apps/rlrun/command_line.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/stack_limit.hpp"
#include "lib/core/floating_point.hpp"

int main(int argc, char** argv) {
  rlrun::flush_subnormals();
  if (!rlrun::app::have_enough_stack(argv)) return rlrun::app::exit_failed;
  return rlrun::app::run_command_line(std::vector<std::string>(argv, argv + argc));
}
