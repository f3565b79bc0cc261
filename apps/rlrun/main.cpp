#include <string>
#include <vector>

#include "apps/rlrun/command_line.hpp"
#include "lib/core/floating_point.hpp"

int main(int argc, char** argv) {
  rlrun::flush_subnormals();
  return rlrun::app::run_command_line(std::vector<std::string>(argv, argv + argc));
}
