#include "envs/cart_pole/drawing.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "envs/common/text_canvas.hpp"

namespace rlrun::envs::cart_pole {
namespace {

constexpr int columns = 73;
constexpr int rows = 13;
constexpr double half_cart = 0.25;  // m, for the eye only
constexpr double rail = -0.1;       // m below the joint

std::string numbers(const State& state) {
  std::array<char, 128> text{};
  std::snprintf(text.data(), text.size(), "x %+.2f m  v %+.2f m/s  angle %+.1f deg  turning %+.1f deg/s\n",
                state.position, state.velocity, state.angle * 180.0 / std::numbers::pi,
                state.angular_velocity * 180.0 / std::numbers::pi);
  return text.data();
}

}  // namespace

std::string draw(const State& state, const Parameters& parameters) {
  const double limit = parameters.position_limit;
  const double length = 2.0 * parameters.half_pole_length;
  TextCanvas canvas(columns, rows,
                    {.left = -limit - half_cart, .right = limit + half_cart, .bottom = -0.2, .top = 1.1});
  canvas.line(-limit, rail, limit, rail, '-');
  for (const double end : {-limit, 0.0, limit}) canvas.mark(end, rail, '+');
  canvas.line(state.position - half_cart, 0.0, state.position + half_cart, 0.0, '#');
  canvas.line(state.position, 0.1, state.position + length * std::sin(state.angle), length * std::cos(state.angle),
              '|');
  return canvas.text() + numbers(state);
}

}  // namespace rlrun::envs::cart_pole
