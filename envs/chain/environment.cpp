#include "envs/chain/environment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "envs/common/conversion.hpp"
#include "lib/core/error.hpp"

namespace rlrun::envs::chain {
namespace {

constexpr int directions = 2;
constexpr Index state_size = 3;

BoxSpace observation_space(const Parameters& parameters) {
  const double overshoot = parameters.variant == Variant::walk ? parameters.step_size : 0.0;
  const Ends limits = ends(parameters);
  return {.low = Vector<double>{{limits.left - overshoot}}, .high = Vector<double>{{limits.goal + overshoot}}};
}

ActionSpace action_space(Control control) {
  if (control == Control::discrete) return DiscreteSpace{.count = directions};
  return BoxSpace{.low = Vector<double>{{-1.0}}, .high = Vector<double>{{1.0}}};
}

EnvironmentSpec make_spec(const Parameters& parameters, Control control) {
  const bool walk = parameters.variant == Variant::walk;
  return {
      .name = "Chain",
      .observation_space = observation_space(parameters),
      .action_space = action_space(control),
      .time_limit = 10 * static_cast<long>(std::ceil(parameters.length / parameters.step_size)),
      .solved_return = walk ? std::numeric_limits<double>::quiet_NaN() : 0.9 * parameters.goal_reward,
  };
}

}  // namespace

Chain::Chain(const Parameters& parameters, Control control)
    : parameters_(parameters), control_(control), spec_(make_spec(parameters, control)) {}

void Chain::begin(Rng& /*rng*/, MutableVectorView<double> observation) {
  state_.position = parameters_.start;
  observation(0) = state_.position;
}

StepOutcome Chain::advance(const VectorView<double>& action, Rng& /*rng*/, MutableVectorView<double> observation) {
  const double moved = displacement(action(0));
  state_ = chain::step(state_, moved, parameters_);
  observation(0) = state_.position;
  return {.reward = reward(state_, moved, parameters_), .terminated = is_terminal(state_, parameters_)};
}

double Chain::displacement(double action) const {
  const double share = control_ == Control::discrete ? 2.0 * discrete_action(action, directions, spec_.name) - 1.0
                                                     : std::clamp(finite_action(action, spec_.name), -1.0, 1.0);
  return share * parameters_.step_size;
}

Vector<double> Chain::state() const {
  const Ends limits = ends(parameters_);
  return Vector<double>{{state_.position, limits.left, limits.goal}};
}

void Chain::restore(const VectorView<double>& state) {
  check_state_size(state, state_size, spec_.name);
  const Ends limits = ends(parameters_);
  if (state(1) != limits.left || state(2) != limits.goal) {
    throw UsageError("Chain: the state belongs to a chain with other ends");
  }
  state_.position = state(0);
}

}  // namespace rlrun::envs::chain
