#pragma once

#include "lib/core/types.hpp"

namespace rlrun::envs::lunar_lander {

/// How much the lander ought to turn to the left and to rise, in units of the observation.
struct Correction {
  double turn = 0.0;
  double rise = 0.0;
};

/// Whether a leg touches the ground. Here and below: observation as the environment gives it, 8 entries.
bool touches_ground(const VectorView<double>& observation);

/// What is missing to the targets of Gym's controller by hand (lunar_lander.py): in flight, to tilt toward the pad and
/// to keep a height in proportion to the distance from its middle; on the ground, to be upright and to sink no more.
Correction guidance_error(const VectorView<double>& observation);

}  // namespace rlrun::envs::lunar_lander
