#include "envs/mountain_car/dynamics.hpp"

#include <algorithm>
#include <cmath>

namespace rlrun::envs::mountain_car {

State step(const State& state, double push, const Track& track) {
  const double slope = std::cos(3.0 * state.position);
  State next;
  next.velocity =
      std::clamp(state.velocity + (push - track.gravity * slope), -track.highest_speed, track.highest_speed);
  next.position = std::clamp(state.position + next.velocity, track.lowest_position, track.highest_position);
  if (next.position == track.lowest_position && next.velocity < 0.0) next.velocity = 0.0;
  return next;
}

}  // namespace rlrun::envs::mountain_car
