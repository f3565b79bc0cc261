#include "envs/cart_pole/environment.hpp"

#include <limits>

#include "envs/common/conversion.hpp"

namespace rlrun::envs::cart_pole {
namespace {

constexpr const char* name = "CartPole-v1";
constexpr int pushes = 2;
constexpr Index state_size = 4;

EnvironmentSpec make_spec(const Parameters& parameters) {
  // The advertised box of Gym reaches to twice the limits, so that the state that ends an episode lies within.
  constexpr double unbounded = std::numeric_limits<double>::infinity();
  const Vector<double> high{{2.0 * parameters.position_limit, unbounded, 2.0 * parameters.angle_limit, unbounded}};
  return {
      .name = name,
      .observation_space = {.low = -high, .high = high},
      .action_space = DiscreteSpace{.count = pushes},
      .time_limit = 500,
      .solved_return = 475.0,
  };
}

}  // namespace

State to_state(const VectorView<double>& entries) {
  check_state_size(entries, state_size, name);
  return {.position = entries(0), .velocity = entries(1), .angle = entries(2), .angular_velocity = entries(3)};
}

CartPole::CartPole(const Parameters& parameters) : parameters_(parameters), spec_(make_spec(parameters)) {}

void CartPole::begin(Rng& rng, MutableVectorView<double> observation) {
  for (double* entry : {&state_.position, &state_.velocity, &state_.angle, &state_.angular_velocity}) {
    *entry = rng.uniform(-parameters_.start_range, parameters_.start_range);
  }
  observe(observation);
}

StepOutcome CartPole::advance(const VectorView<double>& action, Rng& /*rng*/, MutableVectorView<double> observation) {
  state_ = cart_pole::step(state_, static_cast<Push>(discrete_action(action(0), pushes, spec_.name)), parameters_);
  observe(observation);
  return {.reward = 1.0, .terminated = is_terminal(state_, parameters_)};
}

Vector<double> CartPole::state() const {
  return Vector<double>{{state_.position, state_.velocity, state_.angle, state_.angular_velocity}};
}

void CartPole::restore(const VectorView<double>& state) { state_ = to_state(state); }

void CartPole::observe(MutableVectorView<double> observation) const {
  observation(0) = as_float32(state_.position);
  observation(1) = as_float32(state_.velocity);
  observation(2) = as_float32(state_.angle);
  observation(3) = as_float32(state_.angular_velocity);
}

}  // namespace rlrun::envs::cart_pole
