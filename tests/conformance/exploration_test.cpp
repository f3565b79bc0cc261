// Exploration without learning is that of a learner whose learning changes nothing.
#include <gtest/gtest.h>

#include "tests/conformance/learner_life.hpp"

namespace rlrun::conformance {
namespace {

/// A learner, and overrides of its config with which it never learns.
struct Sleeper {
  const char* learner;
  std::vector<std::string> overrides;
};

const std::vector<std::string> without_rates = {"learner.actor.learning_rates=[0,0,0]",
                                                "learner.critic.learning_rates=[0,0,0]"};

class Exploration : public testing::TestWithParam<Sleeper> {};

TEST_P(Exploration, IsThatOfALearnerWhichChangesNothing) {
  const experiment::ExperimentConfig config = small_config(GetParam().learner, 1, GetParam().overrides);
  const auto learner = config.make_learner(RngKey(1));
  const auto explorer = config.make_learner(RngKey(1));
  Trace actions;
  experiment::Rollout rollout = make_rollout(config, learner->slot_schedule(), RngKey(2));
  rollout.start_group(*learner);
  while (rollout.running() > 0) {
    const TransitionBatch transitions = rollout.step(*learner);
    for (const auto& action : transitions.actions.colwise())
      actions.insert(actions.end(), action.begin(), action.end());
    learner->observe(transitions);
    rollout.advance(*learner);
  }
  EXPECT_EQ(explore(*explorer, config, RngKey(2)), actions);
}

INSTANTIATE_TEST_SUITE_P(
    Learners, Exploration,
    testing::Values(Sleeper{"ddpg", {"learner.learning_starts=100000", "learner.sub_critics.phase_two_after=0"}},
                    Sleeper{"neuron_local",
                            {"learner.learning=replay", "learner.replay.learning_starts=100000",
                             "learner.critic.overshoot=0", "learner.trace_decay=0"}},
                    Sleeper{"map_propagation", without_rates}, Sleeper{"backprop_actor_critic", without_rates}),
    [](const auto& instance) { return std::string(instance.param.learner); });

}  // namespace
}  // namespace rlrun::conformance
