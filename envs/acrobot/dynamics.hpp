#pragma once

namespace rlrun::envs::acrobot {

/// Two links on a pivot with a motor at the joint between them (Sutton, "Generalization in reinforcement learning:
/// successful examples using sparse coarse coding", 1996), in the variant of the Gym task Acrobot-v1. Both links are
/// 1 m long and weigh 1 kg, their centres of mass lie in the middle and their moments of inertia are 1 kg m^2.
struct State {
  double angle1 = 0.0;             ///< of the first link from hanging down, rad
  double angle2 = 0.0;             ///< of the second link from the line of the first, rad
  double angular_velocity1 = 0.0;  ///< rad/s
  double angular_velocity2 = 0.0;  ///< rad/s
};

/// One step of 0.2 s under a constant `torque` (N m): a Runge-Kutta step of fourth order, after which angles are
/// wrapped once into [-pi, pi] and angular velocities clipped to 4 pi and 9 pi.
State step(const State& state, double torque);

/// True when the tip is more than one link's length above the pivot.
bool is_terminal(const State& state);

}  // namespace rlrun::envs::acrobot
