#include "apps/rlrun/more_seeds.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "apps/rlrun/shell_text.hpp"

namespace rlrun::app {
namespace {

/// Those that say which runs of a config to make, or what to do about one that exists.
constexpr std::array<std::string_view, 3> left_out_with_value = {"--seed", "--seeds", "--task-id"};
constexpr std::array<std::string_view, 2> left_out = {"--resume", "--force"};

bool is_one_of(std::string_view name, auto&& names) { return std::ranges::find(names, name) != names.end(); }

}  // namespace

std::string more_seeds_command(const std::vector<std::string>& command_line, long first, std::size_t count) {
  std::string command;
  for (std::size_t i = 0; i < command_line.size(); ++i) {
    const std::string name = command_line[i].substr(0, command_line[i].find('='));
    const bool has_value = name.size() < command_line[i].size();
    if (is_one_of(name, left_out_with_value)) {
      if (!has_value) ++i;
    } else if (!is_one_of(name, left_out)) {
      command += shell_quoted(command_line[i]) + " ";
    }
  }
  const long last = first + static_cast<long>(count) - 1;
  return command + "--seeds " + std::to_string(first) + ".." + std::to_string(last);
}

}  // namespace rlrun::app
