#pragma once

#include "envs/lunar_lander/state.hpp"

namespace rlrun::envs::lunar_lander {

/// How a leg moves in one step.
struct LegMotion {
  double rate = 0.0;    ///< rad/s, positive folds
  double torque = 0.0;  ///< N m, of the motor
};

/// Slowest and fastest rate, rad/s, at which the leg ends the step between its stops.
double rate_to_extended_stop(const Leg& leg, const Parameters& parameters);
double rate_to_folded_stop(const Leg& leg, const Parameters& parameters);

/// The motor's torque when the leg moves at this rate. It remembers: each step adds its gain times the lack of speed,
/// within the limits of the motor (Box2D's motor, whose iterations do not converge while the foot is held).
double motor_torque(const Leg& leg, double rate, const Parameters& parameters);

/// A leg that touches nothing: it swings out at the motor's speed, for which it takes no torque, up to its stop, where
/// the torque builds up.
LegMotion free_motion(const Leg& leg, const Parameters& parameters);

}  // namespace rlrun::envs::lunar_lander
