#pragma once

#include <cmath>
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
inline State step(const State& state, Push push, const Parameters& parameters) {
  const double force = push == Push::right ? parameters.push_force : -parameters.push_force;
  const double total_mass = parameters.cart_mass + parameters.pole_mass;
  const double pole_moment = parameters.pole_mass * parameters.half_pole_length;
  const double cosine = std::cos(state.angle);
  const double sine = std::sin(state.angle);
  const double square_of_rate = state.angular_velocity * state.angular_velocity;

  const double drive = (force + pole_moment * square_of_rate * sine) / total_mass;
  const double angular_acceleration =
      (parameters.gravity * sine - cosine * drive) /
      (parameters.half_pole_length * (4.0 / 3.0 - parameters.pole_mass * (cosine * cosine) / total_mass));
  const double acceleration = drive - pole_moment * angular_acceleration * cosine / total_mass;

  return {
      .position = state.position + parameters.time_step * state.velocity,
      .velocity = state.velocity + parameters.time_step * acceleration,
      .angle = state.angle + parameters.time_step * state.angular_velocity,
      .angular_velocity = state.angular_velocity + parameters.time_step * angular_acceleration,
  };
}

/// True when the cart or the pole is beyond its limit (not on it).
inline bool is_terminal(const State& state, const Parameters& parameters) {
  return std::abs(state.position) > parameters.position_limit || std::abs(state.angle) > parameters.angle_limit;
}

}  // namespace rlrun::envs::cart_pole
