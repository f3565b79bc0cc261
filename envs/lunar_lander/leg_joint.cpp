#include "envs/lunar_lander/leg_joint.hpp"

#include <algorithm>

namespace rlrun::envs::lunar_lander {

double rate_to_extended_stop(const Leg& leg, const Parameters& parameters) {
  return (parameters.leg_extended - leg.angle) / parameters.time_step;
}

double rate_to_folded_stop(const Leg& leg, const Parameters& parameters) {
  return (parameters.leg_folded - leg.angle) / parameters.time_step;
}

double motor_torque(const Leg& leg, double rate, const Parameters& parameters) {
  const double torque = leg.torque + parameters.motor_gain * (parameters.motor_speed + rate);
  return std::clamp(torque, -parameters.motor_torque, parameters.motor_torque);
}

LegMotion free_motion(const Leg& leg, const Parameters& parameters) {
  const double to_stop = rate_to_extended_stop(leg, parameters);
  if (to_stop <= -parameters.motor_speed) return {.rate = -parameters.motor_speed, .torque = 0.0};
  return {.rate = to_stop, .torque = motor_torque(leg, to_stop, parameters)};
}

}  // namespace rlrun::envs::lunar_lander
