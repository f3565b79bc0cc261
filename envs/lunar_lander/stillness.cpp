#include "envs/lunar_lander/stillness.hpp"

#include <cmath>

#include "envs/lunar_lander/shapes.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

bool is_still(Vec2 velocity, double angular_velocity, const Parameters& parameters) {
  return length(velocity) <= parameters.still_speed && std::abs(angular_velocity) <= parameters.still_turn;
}

bool is_still(std::size_t leg, double fold_rate, const Pose& place, const Parameters& parameters, const State& state) {
  const double side = side_of_leg(leg);
  const Vec2 center = leg_shape(place, side, state.legs[leg].angle).center;
  const Vec2 velocity = state.velocity + state.angular_velocity * quarter_turn(center - state.center) +
                        fold_rate * side * quarter_turn(center - place.origin);
  return is_still(velocity, state.angular_velocity + side * fold_rate, parameters);
}

}  // namespace

void count_still_steps(const FoldRates& rates, const Parameters& parameters, State& state) {
  bool still = is_still(state.velocity, state.angular_velocity, parameters);
  if (still) {
    const Pose place = pose(state, parameters);
    for (std::size_t i = 0; i < rates.size(); ++i) still = still && is_still(i, rates[i], place, parameters, state);
  }
  state.still_steps = still ? state.still_steps + 1 : 0;
}

}  // namespace rlrun::envs::lunar_lander
