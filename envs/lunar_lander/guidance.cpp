#include "envs/lunar_lander/guidance.hpp"

#include <algorithm>
#include <cmath>

namespace rlrun::envs::lunar_lander {
namespace {

constexpr double steepest_tilt = 0.4;  // rad

}  // namespace

bool touches_ground(const VectorView<double>& observation) { return observation(6) != 0.0 || observation(7) != 0.0; }

Correction guidance_error(const VectorView<double>& observation) {
  const double x = observation(0);
  const double y = observation(1);
  const double velocity_x = observation(2);
  const double velocity_y = observation(3);
  const double angle = observation(4);
  const double angular_velocity = observation(5);
  const bool on_ground = touches_ground(observation);
  const double tilt = on_ground ? 0.0 : std::clamp(0.5 * x + velocity_x, -steepest_tilt, steepest_tilt);
  const double missing_height = on_ground ? 0.0 : 0.55 * std::abs(x) - y;
  return {.turn = 0.5 * (tilt - angle) - angular_velocity, .rise = 0.5 * missing_height - 0.5 * velocity_y};
}

}  // namespace rlrun::envs::lunar_lander
