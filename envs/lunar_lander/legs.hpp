#pragma once

#include "envs/lunar_lander/ground_contact.hpp"
#include "envs/lunar_lander/state.hpp"

namespace rlrun::envs::lunar_lander {

/// Rates at which the legs fold, rad/s.
using FoldRates = std::array<double, 2>;

/// Adds the impulses of the ground on the legs to the velocities, remembers the motors' torques and returns how the
/// legs move. Both feet are solved in turn until neither changes (projected Gauss-Seidel).
FoldRates push_off(const Touches& touches, const Pose& pose, const Parameters& parameters, State& state);

/// How the legs move when neither touches the ground.
FoldRates swing(const Parameters& parameters, State& state);

/// After the motion of a step: legs that have got into the ground fold out of it, for they weigh next to nothing; only
/// what that cannot mend moves the craft. A leg that touched the ground before the step keeps the resting distance. One
/// that did not is stopped where continuous collision stops it, and begins its contact.
void lift_legs_out_of_ground(const Touches& touches, const Parameters& parameters, State& state);

}  // namespace rlrun::envs::lunar_lander
