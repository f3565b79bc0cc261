#include "tests/unit/experiment/fakes.hpp"

#include <stdlib.h>

namespace rlrun::experiment::test {

Countdown::Countdown(long longest, long time_limit) : longest_(longest) {
  spec_.name = "Countdown";
  spec_.observation_space = {.low = Vector<double>::Zero(2), .high = Vector<double>::Constant(2, 1e9)};
  spec_.action_space = DiscreteSpace{2};
  spec_.time_limit = time_limit;
}

long Countdown::length(long longest, RngKey key) {
  Rng rng(key);
  return 1 + static_cast<long>(rng.below(static_cast<std::uint64_t>(longest)));
}

void Countdown::begin(Rng& rng, MutableVectorView<double> observation) {
  state_.setConstant(static_cast<double>(length(longest_, rng.key())));
  observation = state_;
}

StepOutcome Countdown::advance(const VectorView<double>& /*action*/, Rng& /*rng*/,
                               MutableVectorView<double> observation) {
  state_(0) -= 1.0;
  after_step(state_);
  observation = state_;
  return {.reward = 1.0, .terminated = state_(0) == 0.0};
}

void Witness::begin_episode(Index slot, long episode, const VectorView<double>& observation) {
  events.push_back("begin " + std::to_string(slot) + " " + std::to_string(episode));
  last_.col(slot) = observation;
}

void Witness::act(const MatrixView<double>& observations, std::span<const Index> slots,
                  MutableMatrixView<double> actions) {
  ASSERT_EQ(observations.cols(), static_cast<Index>(slots.size()));
  ASSERT_EQ(actions.cols(), observations.cols());
  for (Index column = 0; column < observations.cols(); ++column) {
    EXPECT_EQ(observations.col(column), last_.col(slots[static_cast<std::size_t>(column)]));
  }
  actions.setZero();
}

void Witness::observe(const TransitionBatch& transitions) {
  std::string event = "step";
  for (std::size_t i = 0; i < transitions.slots.size(); ++i) {
    const auto column = static_cast<Index>(i);
    EXPECT_EQ(transitions.observations.col(column), last_.col(transitions.slots[i]));
    EXPECT_FALSE(transitions.terminated[i] && transitions.truncated[i]);
    last_.col(transitions.slots[i]) = transitions.next_observations.col(column);
    event += " " + std::to_string(transitions.slots[i]);
    if (transitions.terminated[i]) event += "T";
    if (transitions.truncated[i]) event += "L";
  }
  events.push_back(event);
  on_observe();
}

void Witness::skip(const TransitionBatch& transitions) {
  observe(transitions);
  events.back().replace(0, 4, "skip");
}

std::vector<double> Witness::take_diagnostics() { return {static_cast<double>(events.size()), 0.5}; }

ExperimentConfig countdown_config(long longest, RunOptions run) {
  ExperimentConfig config;
  config.experiment = "countdown";
  config.make_environment = [longest] { return std::make_unique<Countdown>(longest); };
  config.environment = Countdown(longest).spec();
  config.time_limit = config.environment.time_limit;
  config.learner = "witness";
  config.run = run;
  config.resolved_yaml = "experiment: countdown\n";
  config.hash = "0123456789abcdef";
  return config;
}

}  // namespace rlrun::experiment::test
