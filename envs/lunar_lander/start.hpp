#pragma once

#include "envs/lunar_lander/state.hpp"

namespace rlrun::envs::lunar_lander {

/// The two components of the random push at the start, as fractions of the largest: each in [-1, 1).
struct StartPush {
  double x = 0.0;
  double y = 0.0;
};

/// The state after Gym's reset, which drops the craft in the upper middle of the world, pushes it and runs one step. It
/// is a linear function of the push, measured on Gym to 7e-6 (observation units): the legs, which snap to their joints
/// in that step and swing down in the next 25, are taken as extended. `terrain` is the ground.
State start_state(const StartPush& push, const Terrain& terrain, const Parameters& parameters);

}  // namespace rlrun::envs::lunar_lander
