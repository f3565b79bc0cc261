#include "envs/regression/environment.hpp"

#include <limits>
#include <utility>

#include "envs/common/conversion.hpp"

namespace rlrun::envs::regression {
namespace {

EnvironmentSpec make_spec(const std::shared_ptr<const TargetNetwork>& network, double action_limit) {
  const Vector<double> unbounded =
      Vector<double>::Constant(network->hidden_weights.rows(), std::numeric_limits<double>::infinity());
  return {
      .name = "Regression",
      .observation_space = {.low = -unbounded, .high = unbounded},
      .action_space = BoxSpace{.low = Vector<double>{{-action_limit}}, .high = Vector<double>{{action_limit}}},
      .time_limit = 1,
      .wanted_action = [network](const VectorView<double>& observation) { return target(observation, *network); },
  };
}

}  // namespace

Regression::Regression(std::shared_ptr<const TargetNetwork> network, const Parameters& parameters)
    : network_(std::move(network)),
      parameters_(parameters),
      spec_(make_spec(network_, parameters.action_limit)),
      inputs_(Vector<double>::Zero(network_->hidden_weights.rows())) {}

void Regression::begin(Rng& rng, MutableVectorView<double> observation) {
  for (double& input : inputs_) input = rng.normal();
  observation = inputs_;
}

StepOutcome Regression::advance(const VectorView<double>& action, Rng& /*rng*/, MutableVectorView<double> observation) {
  const double answer = finite_action(action(0), spec_.name);
  observation = inputs_;
  return {.reward = reward(answer, target(inputs_, *network_), parameters_.reward), .terminated = true};
}

void Regression::restore(const VectorView<double>& state) {
  check_state_size(state, inputs_.size(), spec_.name);
  inputs_ = state;
}

}  // namespace rlrun::envs::regression
