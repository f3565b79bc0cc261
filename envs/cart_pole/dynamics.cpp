#include "envs/cart_pole/dynamics.hpp"

#include <cmath>

namespace rlrun::envs::cart_pole {

State step(const State& state, Push push, const Parameters& parameters) {
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

bool is_terminal(const State& state, const Parameters& parameters) {
  return std::abs(state.position) > parameters.position_limit || std::abs(state.angle) > parameters.angle_limit;
}

}  // namespace rlrun::envs::cart_pole
