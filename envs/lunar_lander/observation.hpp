#pragma once

#include <array>

#include "envs/lunar_lander/state.hpp"

namespace rlrun::envs::lunar_lander {

/// x, y, velocity x, velocity y, angle, angular velocity, contact of leg 0, contact of leg 1; scaled as in Gym and not
/// rounded. The position is that of the lander's origin, the velocity that of the hull's own centre of mass.
using Observation = std::array<double, 8>;

Observation observe(const State& state, const Parameters& parameters);

/// The potential whose increase is the reward: minus 100 times distance, speed and tilt, plus 10 a leg in contact.
double shaping(const Observation& observation);

/// The state that is observed so, up to what an observation does not tell: legs extended, their motors at full torque,
/// no time of stillness. A leg in contact is not given an edge to touch; it finds one in the next step.
State from_observation(const Observation& observation, const Parameters& parameters,
                       const Terrain& terrain = flat_terrain());

}  // namespace rlrun::envs::lunar_lander
