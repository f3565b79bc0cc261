// Traces, baselines, lessons and the memory of episodes.
#include "lib/learners/reinforcement_modified/reinforcement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "lib/learners/reinforcement_modified/episode_memory.hpp"

namespace rlrun::learners::reinforcement_modified {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::ElementsAreArray;

Vector<double> input(double value) { return Vector<double>{{value}}; }

/// An episode of these rewards, in which step number i has the input i and the action i % 2.
EpisodeTrace episode(const std::vector<double>& rewards, Index window = 100) {
  EpisodeTrace trace(1, window);
  for (std::size_t i = 0; i < rewards.size(); ++i) {
    trace.add(input(static_cast<double>(i)), static_cast<double>(i % 2), rewards[i]);
  }
  return trace;
}

/// The reinforcements of an episode, the latest step first.
std::vector<double> judged(Reinforcement& reinforcement, const EpisodeTrace& trace, bool terminated = true) {
  Lessons lessons(1, trace.size());
  reinforcement.judge(trace, terminated, lessons);
  const auto values = lessons.reinforcements(0, lessons.count());
  return {values.begin(), values.end()};
}

std::vector<double> judged(const ReinforcementOptions& options, const EpisodeTrace& trace, bool terminated = true) {
  Reinforcement reinforcement(options);
  return judged(reinforcement, trace, terminated);
}

TEST(EpisodeTrace, KeepsTheLatestStepsAndTheWholeReturn) {
  EpisodeTrace trace = episode({1.0, 2.0, 4.0, 8.0, 16.0}, 3);
  EXPECT_EQ(trace.size(), 3);
  EXPECT_EQ(trace.episode_return(), 31.0);
  for (const Index age : {0, 1, 2}) {
    EXPECT_EQ(trace.observation(age)[0], 4.0 - static_cast<double>(age));
    EXPECT_EQ(trace.action(age), (4 - age) % 2);
    EXPECT_EQ(trace.reward(age), std::exp2(4.0 - static_cast<double>(age)));
  }
  trace.clear();
  EXPECT_EQ(trace.size(), 0);
  EXPECT_EQ(trace.episode_return(), 0.0);
}

TEST(EpisodeTrace, RefusesASavedActionThatThereIsNot) {
  StateWriter writer;
  episode({1.0, 1.0, 1.0}).save(writer);
  for (const Index actions : {1, 2}) {
    StateReader reader(writer.bytes());
    EpisodeTrace trace(1, 100);
    if (actions == 2) {
      trace.load(reader, actions);
      EXPECT_EQ(trace.size(), 3);
    } else {
      EXPECT_THROW(trace.load(reader, actions), StateError);
    }
  }
}

TEST(Lessons, OfNoReinforcementAreNone) {
  Lessons lessons(1, 3);
  lessons.add(input(1.0), 0, 0.0);
  EXPECT_EQ(lessons.count(), 0);
}

TEST(Lessons, AreReversedAndShuffledWhole) {
  constexpr Index count = 7;
  Lessons lessons(1, count);
  for (Index i = 0; i < count; ++i) lessons.add(input(static_cast<double>(i + 1)), i, static_cast<double>(i + 1));
  lessons.reverse();
  EXPECT_THAT(lessons.actions(0, count), ElementsAre(6, 5, 4, 3, 2, 1, 0));
  Rng rng(RngKey(1));
  lessons.shuffle(rng);
  EXPECT_THAT(lessons.actions(0, count), testing::UnorderedElementsAre(0, 1, 2, 3, 4, 5, 6));
  EXPECT_THAT(lessons.actions(0, count), testing::Not(ElementsAre(6, 5, 4, 3, 2, 1, 0)));
  for (Index i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    EXPECT_EQ(lessons.observations(i, 1)(0, 0), lessons.reinforcements(0, count)[at]);
    EXPECT_EQ(static_cast<double>(lessons.actions(0, count)[at] + 1), lessons.reinforcements(0, count)[at]);
  }
}

TEST(Reinforcement, ImmediateIsAnAffineMapThatIsClipped) {
  const Reinforcement reinforcement({.gain = 0.5, .offset = -0.25, .limit = 0.75});
  EXPECT_DOUBLE_EQ(reinforcement.of_reward(1.0), 0.25);
  EXPECT_DOUBLE_EQ(reinforcement.of_reward(0.0), -0.25);
  EXPECT_DOUBLE_EQ(reinforcement.of_reward(10.0), 0.75);
  EXPECT_DOUBLE_EQ(reinforcement.of_reward(-10.0), -0.75);
}

TEST(Reinforcement, OfTheEndDecaysByAge) {
  const ReinforcementOptions options = {
      .gain = 0.0, .decay = 0.5, .baseline = Baseline::none, .termination = -1.0, .truncation = 0.5};
  EXPECT_THAT(judged(options, episode({1.0, 1.0, 1.0})), ElementsAre(-1.0, -0.5, -0.25));
  EXPECT_THAT(judged(options, episode({1.0, 1.0, 1.0}), false), ElementsAre(0.5, 0.25, 0.125));
  EXPECT_THAT(judged(options, episode({1.0, 1.0, 1.0}, 2)), ElementsAre(-1.0, -0.5));
}

TEST(Reinforcement, WithoutABaselineTheReturnItselfCounts) {
  EXPECT_THAT(judged({.gain = 0.25, .decay = 1.0, .baseline = Baseline::none}, episode({1.0, 1.0, 1.0})),
              ElementsAre(0.75, 0.75, 0.75));
}

TEST(Reinforcement, TheBaselineIsTheRunningMeanOfReturns) {
  Reinforcement reinforcement({.gain = 0.01, .decay = 1.0, .baseline_rate = 0.5});
  EXPECT_THAT(judged(reinforcement, episode({4.0})), ElementsAre());  // the return is its own baseline
  EXPECT_EQ(reinforcement.baseline(), 4.0);
  const double mean = (0.5 * 4.0 + 10.0) / 1.5;
  EXPECT_THAT(judged(reinforcement, episode({10.0})), ElementsAre(DoubleEq(0.01 * (10.0 - mean))));
  EXPECT_DOUBLE_EQ(reinforcement.baseline(), mean);
}

TEST(Reinforcement, EqualReturnsChangeNothing) {
  for (const Scale scale : {Scale::none, Scale::deviation}) {
    Reinforcement reinforcement({.scale = scale});
    for (int i = 0; i < 5; ++i) EXPECT_THAT(judged(reinforcement, episode({8.0})), ElementsAre());
  }
}

TEST(Reinforcement, DifferencesAreMeasuredInDeviations) {
  Reinforcement reinforcement({.gain = 0.5, .decay = 1.0, .baseline_rate = 1e-9, .scale = Scale::deviation});
  judged(reinforcement, episode({-1.0}));
  // The mean of -1 and 3 is 1, the deviation 2.
  EXPECT_NEAR(judged(reinforcement, episode({3.0})).front(), 0.5, 1e-6);
}

TEST(Reinforcement, OfRewardsIsTheirDecayedSum) {
  const ReinforcementOptions options = {
      .gain = 0.125, .decay = 0.5, .outcome = Outcome::rewards, .baseline = Baseline::none, .termination = -4.0};
  const std::vector<double> sums = {1.0 - 2.0, 1.0 - 0.5, 1.0 + 0.25};
  std::vector<double> expected;
  for (const double sum : sums) expected.push_back(0.125 * sum);
  EXPECT_THAT(judged(options, episode({1.0, 1.0, 1.0})), ElementsAreArray(expected));
}

TEST(Reinforcement, AfterTheTimeLimitTheMeanFollows) {
  Reinforcement reinforcement({.decay = 0.5, .outcome = Outcome::rewards, .baseline_rate = 1.0});
  judged(reinforcement, episode({1.0}));
  // 1 + 0.5 * 1 and the mean of that alone.
  judged(reinforcement, episode({1.0}), false);
  EXPECT_DOUBLE_EQ(reinforcement.baseline(), 1.5);
}

/// The returns of remembered episodes of one step, by their inputs.
std::vector<double> remembered(const EpisodeMemory& memory) {
  std::vector<double> inputs;
  for (std::size_t i = 0; i < memory.size(); ++i) {
    Lessons lessons(1, 1);
    memory.recall(i, lessons);
    EXPECT_EQ(lessons.reinforcements(0, 1).front(), 0.5);
    inputs.push_back(lessons.observations(0, 1)(0, 0));
  }
  return inputs;
}

void show(EpisodeMemory& memory, double input_value, double reward) {
  EpisodeTrace trace(1, 1);
  trace.add(input(input_value), 0.0, reward);
  memory.consider(trace);
}

TEST(EpisodeMemory, KeepsTheBestAndOfEqualOnesTheLatest) {
  EpisodeMemory memory({.episodes = 2, .reinforcement = 0.5}, 1, 1);
  show(memory, 1.0, -5.0);
  show(memory, 2.0, -5.0);
  EXPECT_THAT(remembered(memory), ElementsAre());  // no better than the worst so far
  show(memory, 3.0, -4.0);
  show(memory, 4.0, -3.0);
  show(memory, 5.0, -4.0);
  EXPECT_THAT(remembered(memory), ElementsAre(5.0, 4.0));
  show(memory, 6.0, -4.5);
  show(memory, 7.0, 1.0);
  EXPECT_THAT(remembered(memory), ElementsAre(7.0, 4.0));
}

TEST(EpisodeMemory, GoesOnAfterSaveAndLoad) {
  const MemoryOptions options = {.episodes = 2, .reinforcement = 0.5};
  EpisodeMemory memory(options, 1, 1);
  show(memory, 1.0, -5.0);
  show(memory, 3.0, -4.0);
  StateWriter writer;
  memory.save(writer);
  EpisodeMemory loaded(options, 1, 1);
  StateReader reader(writer.bytes());
  loaded.load(reader, 1);
  show(loaded, 4.0, -5.0);
  EXPECT_THAT(remembered(loaded), ElementsAre(3.0));
}

TEST(EpisodeMemory, OfNoEpisodesIsNone) {
  EpisodeMemory memory({}, 1, 1);
  show(memory, 1.0, -5.0);
  show(memory, 2.0, -4.0);
  EXPECT_EQ(memory.size(), 0U);
}

TEST(RunningMoments, WithoutFadingAreThoseOfAllValues) {
  RunningMoments moments(0.5);
  EXPECT_EQ(moments.mean(), 0.0);
  EXPECT_EQ(moments.deviation(), 0.0);
  moments.fade();
  for (const double value : {1.0, 2.0, 6.0}) moments.add(value);
  EXPECT_DOUBLE_EQ(moments.mean(), 3.0);
  EXPECT_DOUBLE_EQ(moments.deviation(), std::sqrt(14.0 / 3.0));
}

}  // namespace
}  // namespace rlrun::learners::reinforcement_modified
