#include "envs/chain/drawing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace rlrun::envs::chain {
namespace {

constexpr double most_columns = 72.0;

std::string numbers(const State& state, const Ends& ends) {
  std::array<char, 96> text{};
  std::snprintf(text.data(), text.size(), "position %.2f  chain from %g to %g\n", state.position, ends.left, ends.goal);
  return text.data();
}

}  // namespace

std::string draw(const State& state, const Ends& ends) {
  const double blocks = ends.goal - ends.left;
  const double last_column = std::min(blocks, most_columns - 1.0);
  const double place = std::clamp((state.position - ends.left) / blocks, 0.0, 1.0);
  std::string line(static_cast<std::size_t>(last_column) + 1, '.');
  line.front() = '[';
  line.back() = 'G';
  line[static_cast<std::size_t>(std::lround(place * last_column))] = '@';
  return line + "\n" + numbers(state, ends);
}

}  // namespace rlrun::envs::chain
