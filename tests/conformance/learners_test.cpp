// What every registered learner must do. A new one is tested as soon as builtins.cpp names it, with the config
// tests/conformance/learners/<name>.yaml, which should let it learn several times within a second.
#include <gtest/gtest.h>

#include <set>

#include "apps/rlrun/builtins.hpp"
#include "lib/config/config.hpp"
#include "lib/experiment/config_keys.hpp"
#include "tests/conformance/allocations.hpp"
#include "tests/conformance/learner_life.hpp"
#include "tests/conformance/parameter_names.hpp"

namespace rlrun::conformance {
namespace {

const RngKey learner_key(1);
const RngKey first_life(2);
const RngKey second_life(3);

class LearnerConformance : public testing::TestWithParam<std::string> {
 protected:
  const experiment::ExperimentConfig config = small_config(GetParam());
  const std::unique_ptr<Learner> learner = config.make_learner(learner_key);
};

TEST_P(LearnerConformance, ConfigIsMeantForIt) { EXPECT_EQ(config.learner, GetParam()); }

TEST_P(LearnerConformance, EveryKeyIsDescribed) {
  config::Config document = config::Config::parse(config.resolved_yaml, "resolved");
  experiment::read_experiment(document.root(), app::builtins(), 1);
  document.findings().throw_if_any();
  for (const config::Field& field : document.log().fields()) {
    if (field.path().starts_with("learner.")) {
      EXPECT_FALSE(field.meaning.empty()) << field.path();
    }
  }
}

TEST_P(LearnerConformance, TheKeyDecidesItsLife) {
  const auto twin = config.make_learner(learner_key);
  const Trace trace = live(*learner, config, first_life);
  EXPECT_FALSE(trace.empty());
  EXPECT_EQ(live(*twin, config, first_life), trace);
  EXPECT_EQ(saved(*twin), saved(*learner));
}

TEST_P(LearnerConformance, AnotherKeyIsAnotherLife) {
  const auto other = config.make_learner(RngKey(99));
  EXPECT_NE(live(*other, config, first_life), live(*learner, config, first_life));
}

TEST_P(LearnerConformance, GoesOnIdenticallyAfterSaveAndLoad) {
  live(*learner, config, first_life);
  const std::string state = saved(*learner);
  const auto loaded = config.make_learner(learner_key);
  StateReader reader(state);
  loaded->load(reader);
  EXPECT_TRUE(reader.at_end());
  EXPECT_EQ(saved(*loaded), state);
  EXPECT_EQ(live(*loaded, config, second_life), live(*learner, config, second_life));
  EXPECT_EQ(saved(*loaded), saved(*learner));
}

TEST_P(LearnerConformance, RefusesASavedStateThatEndsEarly) {
  live(*learner, config, first_life);
  const std::string state = saved(*learner);
  if (state.empty()) GTEST_SKIP() << "it has no state";
  StateReader reader(std::string_view(state).substr(0, state.size() - 1));
  EXPECT_THROW(config.make_learner(learner_key)->load(reader), StateError);
}

TEST_P(LearnerConformance, ASnapshotDoesNotDisturbIt) {
  const auto undisturbed = config.make_learner(learner_key);
  live(*learner, config, first_life);
  live(*undisturbed, config, first_life);
  const auto snapshot = learner->snapshot(RngKey(7), config.run.num_envs);
  act(*snapshot, config, RngKey(8));
  EXPECT_EQ(saved(*learner), saved(*undisturbed));
  EXPECT_EQ(live(*learner, config, second_life), live(*undisturbed, config, second_life));
}

TEST_P(LearnerConformance, ASnapshotIsNotChangedByFurtherLearning) {
  live(*learner, config, first_life);
  const auto early = learner->snapshot(RngKey(7), config.run.num_envs);
  const auto late = learner->snapshot(RngKey(7), config.run.num_envs);
  const Trace before = act(*early, config, RngKey(8));
  live(*learner, config, second_life);
  EXPECT_EQ(act(*late, config, RngKey(8)), before);
}

TEST_P(LearnerConformance, ExploresWithoutLearning) {
  const Trace actions = explore(*learner, config, first_life);
  EXPECT_GT(std::set<double>(actions.begin(), actions.end()).size(), 1U) << "it must go on drawing actions";
  const auto before = learner->snapshot(RngKey(7), config.run.num_envs);
  explore(*learner, config, second_life);
  const auto after = learner->snapshot(RngKey(7), config.run.num_envs);
  EXPECT_EQ(act(*after, config, RngKey(8)), act(*before, config, RngKey(8)));
}

TEST_P(LearnerConformance, DiagnosticsHaveOneValueForEachName) {
  const std::vector<std::string> names = learner->diagnostic_names();
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  live(*learner, config, first_life);
  EXPECT_EQ(learner->diagnostic_names(), names);
  const std::size_t values = learner->take_diagnostics().size();
  EXPECT_TRUE(values == 0 || values == names.size()) << values;
}

TEST_P(LearnerConformance, ThreadsDoNotChangeIt) {
  const experiment::ExperimentConfig two_threads = small_config(GetParam(), 2);
  const auto threaded = two_threads.make_learner(learner_key);
  EXPECT_EQ(live(*threaded, two_threads, first_life), live(*learner, config, first_life));
  EXPECT_EQ(saved(*threaded), saved(*learner));
}

TEST_P(LearnerConformance, ActsWithoutAllocating) {
  live(*learner, config, first_life);
  experiment::Rollout rollout = make_rollout(config, learner->slot_schedule(), second_life);
  rollout.start_group(*learner);
  while (rollout.running() > 0) {
    const long before = allocations();
    const TransitionBatch transitions = rollout.step(*learner);
    ASSERT_EQ(allocations(), before);
    learner->observe(transitions);
    rollout.advance(*learner);
  }
}

INSTANTIATE_TEST_SUITE_P(Registered, LearnerConformance, testing::ValuesIn(app::builtins().learners.names()),
                         parameter_name);

}  // namespace
}  // namespace rlrun::conformance
