#include "envs/mountain_car/drawing.hpp"

#include <array>
#include <cmath>
#include <cstdio>

#include "envs/common/text_canvas.hpp"

namespace rlrun::envs::mountain_car {
namespace {

constexpr int columns = 72;
constexpr int rows = 20;

double height(double position) { return std::sin(3.0 * position); }

}  // namespace

std::string draw(const State& state, const Track& track, double goal_position) {
  TextCanvas canvas(columns, rows, {.left = track.lowest_position, .right = 0.61, .bottom = -1.1, .top = 1.3});
  const double width = (track.highest_position - track.lowest_position) / columns;
  for (int i = 0; i <= columns; ++i) {
    const double position = track.lowest_position + i * width;
    canvas.mark(position, height(position), '.');
  }
  canvas.line(goal_position, height(goal_position), goal_position, height(goal_position) + 0.25, '|');
  canvas.mark(state.position, height(state.position), 'O');
  std::array<char, 64> numbers{};
  std::snprintf(numbers.data(), numbers.size(), "position %+.3f  velocity %+.4f\n", state.position, state.velocity);
  return canvas.text() + numbers.data();
}

}  // namespace rlrun::envs::mountain_car
