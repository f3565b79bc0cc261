#include "envs/acrobot/dynamics.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rlrun::envs::acrobot {
namespace {

constexpr double pi = std::numbers::pi;
constexpr double time_step = 0.2;  // s
constexpr double gravity = 9.8;    // m/s^2
constexpr double highest_rate1 = 4.0 * pi;
constexpr double highest_rate2 = 9.0 * pi;

/// d/dt of the state; Sutton and Barto, "Reinforcement Learning", 1998, section 11.3. cos(x - pi/2) is sin(x).
State derivative(const State& state, double torque) {
  const double rate1 = state.angular_velocity1;
  const double rate2 = state.angular_velocity2;
  const double cosine2 = std::cos(state.angle2);
  const double sine2 = std::sin(state.angle2);
  const double d1 = 0.25 + (1.25 + cosine2) + 2.0;
  const double d2 = 0.25 + 0.5 * cosine2 + 1.0;
  const double phi2 = 0.5 * gravity * std::sin(state.angle1 + state.angle2);
  const double phi1 =
      -0.5 * rate2 * rate2 * sine2 - rate2 * rate1 * sine2 + 1.5 * gravity * std::sin(state.angle1) + phi2;
  const double acceleration2 = (torque + d2 / d1 * phi1 - 0.5 * rate1 * rate1 * sine2 - phi2) / (1.25 - d2 * d2 / d1);
  const double acceleration1 = -(d2 * acceleration2 + phi1) / d1;
  return {.angle1 = rate1, .angle2 = rate2, .angular_velocity1 = acceleration1, .angular_velocity2 = acceleration2};
}

/// state + seconds * rate, entry by entry.
State advance(const State& state, double seconds, const State& rate) {
  return {.angle1 = state.angle1 + seconds * rate.angle1,
          .angle2 = state.angle2 + seconds * rate.angle2,
          .angular_velocity1 = state.angular_velocity1 + seconds * rate.angular_velocity1,
          .angular_velocity2 = state.angular_velocity2 + seconds * rate.angular_velocity2};
}

State runge_kutta_step(const State& state, double torque) {
  const State k1 = derivative(state, torque);
  const State k2 = derivative(advance(state, time_step / 2.0, k1), torque);
  const State k3 = derivative(advance(state, time_step / 2.0, k2), torque);
  const State k4 = derivative(advance(state, time_step, k3), torque);
  State sum = k1;
  sum = advance(sum, 2.0, k2);
  sum = advance(sum, 2.0, k3);
  sum = advance(sum, 1.0, k4);
  return advance(state, time_step / 6.0, sum);
}

/// Into [-pi, pi]; one step turns a link by less than two rounds, but a state may be given that is far away.
double wrapped(double angle) {
  constexpr double far = 100.0 * pi;
  if (std::abs(angle) > far) return std::remainder(angle, 2.0 * pi);
  while (angle > pi) angle -= 2.0 * pi;
  while (angle < -pi) angle += 2.0 * pi;
  return angle;
}

}  // namespace

State step(const State& state, double torque) {
  const State next = runge_kutta_step(state, torque);
  return {.angle1 = wrapped(next.angle1),
          .angle2 = wrapped(next.angle2),
          .angular_velocity1 = std::clamp(next.angular_velocity1, -highest_rate1, highest_rate1),
          .angular_velocity2 = std::clamp(next.angular_velocity2, -highest_rate2, highest_rate2)};
}

bool is_terminal(const State& state) { return -std::cos(state.angle1) - std::cos(state.angle2 + state.angle1) > 1.0; }

}  // namespace rlrun::envs::acrobot
