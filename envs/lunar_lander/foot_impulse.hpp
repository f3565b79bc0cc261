#pragma once

#include "envs/lunar_lander/leg_joint.hpp"
#include "envs/lunar_lander/state.hpp"

namespace rlrun::envs::lunar_lander {

/// Symmetric 2 x 2 matrix.
struct Symmetric2 {
  double xx = 0.0;
  double xy = 0.0;
  double yy = 0.0;
};

/// One foot on the ground, in the axes of the ground: x along it, y away from it.
struct Foot {
  Symmetric2 response{};  ///< change of the foot's velocity by an impulse on it, leg held: 1/kg
  double mass = 0.0;      ///< kg that the leg, were it free, would put against an impulse away from the ground
  Vec2 fold{};            ///< velocity of the foot when the leg folds at 1 rad/s
};

struct FootReaction {
  Vec2 impulse{};  ///< N s, from the ground on the foot
  LegMotion motion{};
};

/// The impulse on a foot that stops it from moving into the ground (restitution 0), with dry friction, and the motion
/// of its leg. The leg has no mass: the impulse turns it as much as motor and stops hold against. In turn, the leg
/// stays at its extended stop (then the impulse grows from that of the last step as far as the iterations of a step
/// carry it), yields to the motor within the limits of its torque, yields at full torque, stays at its folded stop, or
/// leaves the ground.
/// `velocity`: m/s, of the foot with the leg held and without the impulse.
FootReaction react(const Foot& foot, Vec2 velocity, const Leg& leg, const Parameters& parameters);

}  // namespace rlrun::envs::lunar_lander
