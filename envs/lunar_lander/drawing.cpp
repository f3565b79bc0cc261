#include "envs/lunar_lander/drawing.hpp"

#include <cstdio>
#include <numbers>
#include <span>

#include "envs/common/text_canvas.hpp"
#include "envs/lunar_lander/shapes.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

constexpr int columns = 80;
constexpr int rows = 27;
constexpr Window window = {.left = 0.0, .right = world_width, .bottom = 0.0, .top = world_height + 1.0};

void outline(TextCanvas& canvas, std::span<const Vec2> corners, char symbol) {
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Vec2 from = corners[i];
    const Vec2 to = corners[i + 1 == corners.size() ? 0 : i + 1];
    canvas.line(from.x, from.y, to.x, to.y, symbol);
  }
}

void draw_ground(TextCanvas& canvas, const Terrain& terrain) {
  for (int edge = 0; edge < terrain_edges; ++edge) {
    const Vec2 left = point(terrain, edge);
    const Vec2 right = point(terrain, edge + 1);
    const bool pad = edge == terrain_edges / 2 - 1 || edge == terrain_edges / 2;
    canvas.line(left.x, left.y, right.x, right.y, pad ? '=' : '.');
  }
}

std::string numbers(const State& state) {
  std::array<char, 128> text{};
  std::snprintf(text.data(), text.size(), "x %+.2f m  y %.2f m  vx %+.2f m/s  vy %+.2f m/s  tilt %+.1f deg\n",
                state.center.x - pad_center, state.center.y - nominal_pad_height, state.velocity.x, state.velocity.y,
                state.angle * 180.0 / std::numbers::pi);
  return text.data();
}

}  // namespace

std::string draw(const State& state, const Parameters& parameters) {
  TextCanvas canvas(columns, rows, window);
  draw_ground(canvas, state.terrain);
  const Pose place = pose(state, parameters);
  for (std::size_t i = 0; i < state.legs.size(); ++i) {
    const LegShape leg = leg_shape(place, side_of_leg(i), state.legs[i].angle);
    outline(canvas, leg.corners, state.legs[i].contact ? 'L' : 'l');
  }
  outline(canvas, hull_corners(place), '#');
  return canvas.text() + numbers(state);
}

}  // namespace rlrun::envs::lunar_lander
