#include <string>
#include <vector>

#include "apps/rlrun/command_line.hpp"

int main(int argc, char** argv) { return rlrun::app::run_command_line(std::vector<std::string>(argv, argv + argc)); }
