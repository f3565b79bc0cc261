#include "envs/acrobot/environment.hpp"

#include <cmath>
#include <numbers>

#include "envs/common/conversion.hpp"

namespace rlrun::envs::acrobot {
namespace {

constexpr int torques = 3;
constexpr double start_range = 0.1;  // every entry of the first state lies in [-x, x)

EnvironmentSpec make_spec() {
  const double rate1 = as_float32(4.0 * std::numbers::pi);
  const double rate2 = as_float32(9.0 * std::numbers::pi);
  const Vector<double> high{{1.0, 1.0, 1.0, 1.0, rate1, rate2}};
  return {.name = "Acrobot-v1",
          .observation_space = {.low = -high, .high = high},
          .action_space = DiscreteSpace{.count = torques},
          .time_limit = 500,
          .solved_return = -100.0};
}

}  // namespace

Acrobot::Acrobot() : spec_(make_spec()) {}

void Acrobot::begin(Rng& rng, MutableVectorView<double> observation) {
  for (double* entry : {&state_.angle1, &state_.angle2, &state_.angular_velocity1, &state_.angular_velocity2}) {
    *entry = as_float32(rng.uniform(-start_range, start_range));
  }
  observe(observation);
}

StepOutcome Acrobot::advance(const VectorView<double>& action, Rng& /*rng*/, MutableVectorView<double> observation) {
  const int torque = discrete_action(action(0), torques, spec_.name) - 1;
  state_ = acrobot::step(state_, torque);
  observe(observation);
  const bool terminated = is_terminal(state_);
  return {.reward = terminated ? 0.0 : -1.0, .terminated = terminated};
}

Vector<double> Acrobot::state() const {
  return Vector<double>{{state_.angle1, state_.angle2, state_.angular_velocity1, state_.angular_velocity2}};
}

void Acrobot::restore(const VectorView<double>& state) {
  check_state_size(state, 4, spec_.name);
  state_ = {.angle1 = state(0), .angle2 = state(1), .angular_velocity1 = state(2), .angular_velocity2 = state(3)};
}

void Acrobot::observe(MutableVectorView<double> observation) const {
  observation(0) = as_float32(std::cos(state_.angle1));
  observation(1) = as_float32(std::sin(state_.angle1));
  observation(2) = as_float32(std::cos(state_.angle2));
  observation(3) = as_float32(std::sin(state_.angle2));
  observation(4) = as_float32(state_.angular_velocity1);
  observation(5) = as_float32(state_.angular_velocity2);
}

}  // namespace rlrun::envs::acrobot
