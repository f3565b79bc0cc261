#include "envs/multiplexer/environment.hpp"

#include "envs/common/conversion.hpp"

namespace rlrun::envs::multiplexer {
namespace {

constexpr int answers = 2;

EnvironmentSpec make_spec(const Parameters& parameters) {
  const Vector<double> ones = Vector<double>::Ones(input_size(parameters));
  return {
      .name = "Multiplexer",
      .observation_space = {.low = -ones, .high = ones},
      .action_space = DiscreteSpace{.count = answers},
      .time_limit = 1,
      .solved_return = 0.98,
  };
}

}  // namespace

Multiplexer::Multiplexer(const Parameters& parameters)
    : parameters_(parameters),
      spec_(make_spec(parameters)),
      inputs_(Vector<double>::Constant(input_size(parameters), -1.0)) {}

void Multiplexer::begin(Rng& rng, MutableVectorView<double> observation) {
  draw_inputs(rng, inputs_);
  observation = inputs_;
}

StepOutcome Multiplexer::advance(const VectorView<double>& action, Rng& /*rng*/,
                                 MutableVectorView<double> observation) {
  const int answer = discrete_action(action(0), answers, spec_.name);
  observation = inputs_;
  return {.reward = reward(answer, inputs_, parameters_), .terminated = true};
}

void Multiplexer::restore(const VectorView<double>& state) {
  check_state_size(state, inputs_.size(), spec_.name);
  inputs_ = state;
}

}  // namespace rlrun::envs::multiplexer
