#include "lib/experiment/rollout.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "lib/core/error.hpp"
#include "tests/conformance/allocations.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

constexpr long endless = 1000000;

/// Observations of the second environment turn bad at its third step.
config::EnvironmentMaker faulty_maker(double bad_value) {
  return [bad_value, made = std::make_shared<int>(0)] {
    auto environment = std::make_unique<Countdown>(endless);
    if (++*made == 2) {
      environment->after_step = [bad_value, steps = 0](Vector<double>& state) mutable {
        if (++steps == 3) state(1) = bad_value;
      };
    }
    return environment;
  };
}

void take_step(Rollout& rollout, Witness& learner) {
  learner.observe(rollout.step(learner));
  rollout.advance(learner);
}

TEST(RolloutTest, NamesEpisodeAndStepOfANumberThatIsNotFinite) {
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    Rollout rollout(faulty_maker(bad), {.num_envs = 3, .time_limit = endless, .max_episodes = 3}, RngKey(1));
    Witness learner(SlotSchedule::rest_until_group_ends, 3);
    rollout.start_group(learner);
    take_step(rollout, learner);
    take_step(rollout, learner);
    try {
      rollout.step(learner);
      FAIL() << "a number that is not finite was let through";
    } catch (const DivergenceError& error) {
      EXPECT_THAT(error.what(), testing::StartsWith("episode 1, step 3: "));
    }
  }
}

/// Its second action is no number.
class Broken final : public Policy {
 public:
  void begin_episode(Index /*slot*/, long /*episode*/, const VectorView<double>& /*observation*/) override {}
  void act(const MatrixView<double>& /*observations*/, std::span<const Index> /*slots*/,
           MutableMatrixView<double> actions) override {
    actions.setZero();
    if (++acts_ == 2) actions(0, 1) = std::numeric_limits<double>::quiet_NaN();
  }

 private:
  int acts_ = 0;
};

TEST(RolloutTest, AnActionThatIsNotFiniteIsADivergence) {
  const config::EnvironmentMaker make = [] { return std::make_unique<Countdown>(endless); };
  Rollout rollout(make, {.num_envs = 3, .time_limit = endless, .max_episodes = 3}, RngKey(1));
  Broken policy;
  rollout.start_group(policy);
  rollout.step(policy);
  rollout.advance(policy);
  EXPECT_THAT([&] { rollout.step(policy); },
              testing::ThrowsMessage<DivergenceError>(testing::HasSubstr("step 2: the action is not finite")));
}

TEST(RolloutTest, StepsDoNotAllocate) {
  const config::EnvironmentMaker make = [] { return std::make_unique<Countdown>(endless); };
  Rollout rollout(make, {.num_envs = 5, .time_limit = endless, .max_episodes = 5}, RngKey(1));
  Idle policy;
  rollout.start_group(policy);
  const long before = conformance::allocations();
  for (int step = 0; step < 100; ++step) {
    rollout.step(policy);
    rollout.advance(policy);
  }
  EXPECT_EQ(conformance::allocations(), before);
}

}  // namespace
}  // namespace rlrun::experiment::test
