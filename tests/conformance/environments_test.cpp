// What every registered environment must do. A new one is tested as soon as builtins.cpp names it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "apps/rlrun/builtins.hpp"
#include "lib/config/config.hpp"
#include "lib/core/error.hpp"
#include "tests/conformance/allocations.hpp"
#include "tests/conformance/parameter_names.hpp"

namespace rlrun::conformance {
namespace {

constexpr int episodes = 20;
constexpr long longest_episode = 300;

std::unique_ptr<Environment> make_environment(const std::string& name) {
  const experiment::Registries registries = app::builtins();
  config::Config document = config::Config::empty();
  config::Reader reader = document.root();
  const config::EnvironmentMaker make = registries.environments.find(name)->configure(reader);
  document.findings().throw_if_any();
  return make();
}

/// An environment with what is needed to step it at random.
struct Walk {
  explicit Walk(const std::string& name, RngKey key = RngKey(1))
      : environment(make_environment(name)),
        rng(key.derive("environment")),
        action_rng(key.derive("actions")),
        observation(environment->spec().observation_size()),
        action(action_rows(environment->spec().action_space)) {}

  void reset() { environment->reset(rng, observation); }

  StepOutcome step() {
    draw_action(environment->spec().action_space, action_rng, action);
    return environment->step(action, rng, observation);
  }

  /// Calls check(outcome) after every step of some episodes.
  template <class Check>
  void run(Check check) {
    for (int episode = 0; episode < episodes; ++episode) {
      reset();
      for (long t = 0; t < longest_episode; ++t) {
        const StepOutcome outcome = step();
        check(outcome);
        if (outcome.terminated) break;
      }
    }
  }

  std::unique_ptr<Environment> environment;
  Rng rng;
  Rng action_rng;
  Vector<double> observation;
  Vector<double> action;
};

class EnvironmentConformance : public testing::TestWithParam<std::string> {};

TEST_P(EnvironmentConformance, SpecIsConsistent) {
  const auto environment = make_environment(GetParam());
  const EnvironmentSpec& spec = environment->spec();
  EXPECT_EQ(spec.name, GetParam());
  EXPECT_GT(spec.time_limit, 0);
  EXPECT_GT(spec.observation_size(), 0);
  ASSERT_EQ(spec.observation_space.low.size(), spec.observation_space.high.size());
  EXPECT_TRUE((spec.observation_space.low.array() < spec.observation_space.high.array()).all());
  if (const auto* discrete = std::get_if<DiscreteSpace>(&spec.action_space)) {
    EXPECT_GT(discrete->count, 0);
  } else {
    const auto& box = std::get<BoxSpace>(spec.action_space);
    EXPECT_GT(box.low.size(), 0);
    ASSERT_EQ(box.low.size(), box.high.size());
    EXPECT_TRUE((box.low.array() < box.high.array()).all());
  }
}

TEST_P(EnvironmentConformance, StartsWithinTheObservationSpaceAndVariesIfItDrawsRandomNumbers) {
  Walk walk(GetParam());
  const BoxSpace& space = walk.environment->spec().observation_space;
  walk.reset();
  const Vector<double> first = walk.observation;
  bool varies = false;
  for (int episode = 0; episode < 100; ++episode) {
    walk.reset();
    EXPECT_TRUE((walk.observation.array() >= space.low.array()).all()) << walk.observation.transpose();
    EXPECT_TRUE((walk.observation.array() <= space.high.array()).all()) << walk.observation.transpose();
    varies = varies || walk.observation != first;
  }
  const bool draws = walk.rng.position() > 0;
  EXPECT_EQ(varies, draws);
}

TEST_P(EnvironmentConformance, TheKeyDecidesTheTrajectory) {
  Walk one(GetParam(), RngKey(5));
  Walk other(GetParam(), RngKey(5));
  other.reset();  // what was before the episode must not matter
  other.step();
  other.rng = Rng(RngKey(5).derive("environment"));
  other.action_rng = Rng(RngKey(5).derive("actions"));
  one.reset();
  other.reset();
  for (long t = 0; t < longest_episode; ++t) {
    const StepOutcome outcome = one.step();
    const StepOutcome other_outcome = other.step();
    ASSERT_EQ(one.observation, other.observation) << "step " << t;
    ASSERT_EQ(outcome.reward, other_outcome.reward) << "step " << t;
    ASSERT_EQ(outcome.terminated, other_outcome.terminated) << "step " << t;
    if (outcome.terminated) break;
  }
}

TEST_P(EnvironmentConformance, OutcomesAreFinite) {
  Walk walk(GetParam());
  walk.run([&](const StepOutcome& outcome) {
    ASSERT_TRUE(walk.observation.allFinite());
    ASSERT_TRUE(walk.environment->state().allFinite());
    ASSERT_TRUE(std::isfinite(outcome.reward));
  });
}

TEST_P(EnvironmentConformance, SettingItsOwnStateChangesNothing) {
  Walk walk(GetParam());
  walk.run([&](const StepOutcome& /*outcome*/) {
    const Vector<double> state = walk.environment->state();
    walk.environment->set_state(state);
    ASSERT_EQ(walk.environment->state(), state);
  });
}

TEST_P(EnvironmentConformance, StateAndGeneratorAreAllThatTheFutureDependsOn) {
  Walk original(GetParam());
  Walk copy(GetParam());
  original.reset();
  for (int t = 0; t < 5; ++t) {
    if (original.step().terminated) original.reset();
  }
  copy.reset();
  copy.environment->set_state(original.environment->state());
  copy.rng = original.rng;
  copy.action_rng = original.action_rng;
  for (long t = 0; t < longest_episode; ++t) {
    const StepOutcome outcome = original.step();
    ASSERT_EQ(copy.step().reward, outcome.reward) << "step " << t;
    ASSERT_EQ(copy.observation, original.observation) << "step " << t;
    if (outcome.terminated) break;
  }
}

/// Steps by a rule until the task ends. False if it does not within its usual limit.
bool play(Walk& walk, const ActionRule& rule) {
  walk.reset();
  for (long t = 0; t < walk.environment->spec().time_limit; ++t) {
    rule(walk.observation, walk.action_rng, walk.action);
    if (walk.environment->step(walk.action, walk.rng, walk.observation).terminated) return true;
  }
  return false;
}

TEST_P(EnvironmentConformance, RefusesToStepAFinishedEpisode) {
  Walk walk(GetParam());
  auto rules = app::builtins().environments.find(GetParam())->rules;
  rules["random"] = drawn_from(walk.environment->spec().action_space);
  const bool ended = std::ranges::any_of(rules, [&](const auto& rule) { return play(walk, rule.second); });
  if (!ended) GTEST_SKIP() << "no built-in policy ends an episode";
  const Vector<double> last = walk.environment->state();
  EXPECT_THROW(walk.step(), UsageError);
  EXPECT_EQ(walk.environment->state(), last);
  walk.reset();
  EXPECT_NO_THROW(walk.step());
}

TEST_P(EnvironmentConformance, StaysFiniteAndWithinItsBoundsForAMillionSteps) {
  Walk walk(GetParam());
  const EnvironmentSpec& spec = walk.environment->spec();
  const BoxSpace& space = spec.observation_space;
  long t = spec.time_limit;
  for (int i = 0; i < 1'000'000; ++i) {
    if (t == spec.time_limit) {
      walk.reset();
      t = 0;
    }
    const StepOutcome outcome = walk.step();
    t = outcome.terminated ? spec.time_limit : t + 1;
    ASSERT_TRUE(std::isfinite(outcome.reward)) << "step " << i;
    ASSERT_TRUE(walk.observation.allFinite()) << "step " << i;
    ASSERT_TRUE((walk.observation.array() >= space.low.array()).all()) << i << ": " << walk.observation.transpose();
    ASSERT_TRUE((walk.observation.array() <= space.high.array()).all()) << i << ": " << walk.observation.transpose();
  }
}

TEST_P(EnvironmentConformance, RefusesAStateOfAnotherSize) {
  Walk walk(GetParam());
  walk.reset();
  const Index size = walk.environment->state().size();
  EXPECT_THROW(walk.environment->set_state(Vector<double>::Zero(size + 1)), UsageError);
  EXPECT_THROW(walk.environment->set_state(Vector<double>::Zero(size - 1)), UsageError);
}

TEST_P(EnvironmentConformance, RefusesActionsOutsideADiscreteSpace) {
  Walk walk(GetParam());
  const auto* discrete = std::get_if<DiscreteSpace>(&walk.environment->spec().action_space);
  if (discrete == nullptr) GTEST_SKIP() << "its actions are real vectors";
  walk.reset();
  const Vector<double> before = walk.environment->state();
  for (const double action : {-1.0, 0.5, static_cast<double>(discrete->count), std::nan("")}) {
    walk.action(0) = action;
    EXPECT_THROW(walk.environment->step(walk.action, walk.rng, walk.observation), UsageError) << action;
  }
  EXPECT_EQ(walk.environment->state(), before);
}

TEST_P(EnvironmentConformance, GradesLieBetween0And1AndAllocateNothing) {
  const config::Grades grades = app::builtins().environments.find(GetParam())->grades;
  for (const auto& [name, factory] : grades) {
    config::Config document = config::Config::empty();
    config::Reader reader = document.root();
    const Grade grade = factory.configure(reader);
    Walk walk(GetParam());
    walk.run([&](const StepOutcome& outcome) {
      const StepResult step = {
          .reward = outcome.reward, .next_observation = walk.observation, .terminated = outcome.terminated};
      const long before = allocations();
      const double level = grade(step);
      ASSERT_EQ(allocations(), before) << name;
      ASSERT_TRUE(level >= 0.0 && level <= 1.0) << name << ": " << level;
    });
  }
}

TEST_P(EnvironmentConformance, StepsWithoutAllocating) {
  Walk walk(GetParam());
  walk.reset();
  long before = allocations();
  walk.run([&](const StepOutcome& /*outcome*/) {
    ASSERT_EQ(allocations(), before);
    before = allocations();
  });
}

INSTANTIATE_TEST_SUITE_P(Registered, EnvironmentConformance, testing::ValuesIn(app::builtins().environments.names()),
                         parameter_name);

}  // namespace
}  // namespace rlrun::conformance
