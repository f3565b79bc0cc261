#pragma once

#include <numbers>

namespace rlrun::envs::cart_pole {

/// Cart on a rail with a pole on a free joint (Barto, Sutton and Anderson, "Neuronlike adaptive elements that can solve
/// difficult learning control problems", 1983), in the variant of the Gym task CartPole-v1. The pole is upright at 0.
struct State {
  double position = 0.0;          ///< of the cart, m
  double velocity = 0.0;          ///< of the cart, m/s
  double angle = 0.0;             ///< of the pole, rad
  double angular_velocity = 0.0;  ///< of the pole, rad/s
};

/// Values of CartPole-v1 in Gym 0.26; the first four stand in the 1983 paper too (there the pole is 1 m long).
struct Parameters {
  double gravity = 9.8;                                        ///< m/s^2
  double cart_mass = 1.0;                                      ///< kg
  double pole_mass = 0.1;                                      ///< kg
  double half_pole_length = 0.5;                               ///< m
  double push_force = 10.0;                                    ///< N, to the left or to the right
  double time_step = 0.02;                                     ///< s
  double position_limit = 2.4;                                 ///< m; the episode ends beyond
  double angle_limit = 12.0 * 2.0 * std::numbers::pi / 360.0;  ///< rad (12 degrees); the episode ends beyond
  double start_range = 0.05;                                   ///< every entry of the first state lies in [-x, x)
};

enum class Push { left = 0, right = 1 };

/// One explicit Euler step: positions move with the old velocities. The order of evaluation is that of Gym, so that
/// results agree with it to the bit.
State step(const State& state, Push push, const Parameters& parameters);

/// True when the cart or the pole is beyond its limit (not on it).
bool is_terminal(const State& state, const Parameters& parameters);

}  // namespace rlrun::envs::cart_pole
