#include "lib/experiment/episode_loop.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

#include "lib/core/error.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::ElementsAre;

constexpr auto rest = SlotSchedule::rest_until_group_ends;
constexpr auto at_once = SlotSchedule::reset_at_once;
const RngKey root(7);

/// Lengths of the first episodes, by the promise that episode k draws from root/environment/k alone.
std::vector<long> expected_lengths(long longest, std::size_t count) {
  std::vector<long> lengths;
  for (std::size_t k = 0; k < count; ++k) {
    lengths.push_back(Countdown::length(longest, root.derive("environment").derive(k)));
  }
  return lengths;
}

std::vector<long> lengths_of(const std::vector<EpisodeRecord>& episodes) {
  std::vector<long> lengths;
  for (const EpisodeRecord& record : episodes) lengths.push_back(record.episode_length);
  return lengths;
}

long count_of(const std::vector<std::string>& events, const std::string& prefix) {
  return std::ranges::count_if(events, [&](const std::string& event) { return event.starts_with(prefix); });
}

struct Outcome {
  Archive archive;
  std::vector<std::string> events;
  long steps = 0;
  long episodes = 0;
};

Outcome run_loop(const ExperimentConfig& config, SlotSchedule schedule) {
  Outcome outcome;
  Witness learner(schedule, config.run.num_envs);
  const StopFlag stop;
  EpisodeLoop loop(config, learner, root, outcome.archive, stop);
  loop.run();
  outcome.events = learner.events;
  outcome.steps = loop.steps();
  outcome.episodes = loop.episodes();
  return outcome;
}

class EpisodeLoopTest : public testing::TestWithParam<std::tuple<SlotSchedule, int>> {};

TEST_P(EpisodeLoopTest, ReportsEveryEpisodeInOrderWhateverTheScheduleAndTheNumberOfEnvironments) {
  const auto [schedule, num_envs] = GetParam();
  const auto config = countdown_config(9, {.episodes = 11, .num_envs = num_envs});
  const Outcome outcome = run_loop(config, schedule);
  const std::vector<long> expected = expected_lengths(9, 11);
  EXPECT_EQ(lengths_of(outcome.archive.episodes), expected);
  long steps = 0;
  for (std::size_t k = 0; k < expected.size(); ++k) {
    const EpisodeRecord& record = outcome.archive.episodes[k];
    steps += expected[k];
    EXPECT_EQ(record.episode, static_cast<long>(k));
    EXPECT_EQ(record.step, steps);
    EXPECT_EQ(record.episode_return, static_cast<double>(expected[k]));
    EXPECT_TRUE(record.terminated);
    EXPECT_FALSE(record.truncated);
  }
  EXPECT_EQ(outcome.steps, steps);
  EXPECT_EQ(outcome.episodes, 11);
}

TEST_P(EpisodeLoopTest, WithoutLearningTheSameEpisodesAreSkippedAndNoGroupIsLearnedFrom) {
  const auto [schedule, num_envs] = GetParam();
  const Outcome outcome =
      run_loop(countdown_config(9, {.episodes = 11, .num_envs = num_envs, .learning = false}), schedule);
  EXPECT_EQ(lengths_of(outcome.archive.episodes), expected_lengths(9, 11));
  EXPECT_GT(count_of(outcome.events, "skip"), 0);
  EXPECT_EQ(count_of(outcome.events, "step"), 0);
  EXPECT_EQ(count_of(outcome.events, "end_group"), 0);
}

INSTANTIATE_TEST_SUITE_P(Schedules, EpisodeLoopTest,
                         testing::Combine(testing::Values(rest, at_once), testing::Values(1, 2, 4, 20)));

TEST(EpisodeLoopGroupTest, RestingSlotsHaveNoColumnsAndTheLastGroupIsPartial) {
  const std::vector<long> lengths = expected_lengths(3, 3);
  ASSERT_THAT(lengths, ElementsAre(2, 3, 1)) << "the expectation below was written for these lengths";
  const Outcome outcome = run_loop(countdown_config(3, {.episodes = 3, .num_envs = 2}), rest);
  EXPECT_THAT(outcome.events, ElementsAre("begin 0 0", "begin 1 1", "step 0 1", "step 0T 1", "step 1T", "end_group",
                                          "begin 0 2", "step 0T", "end_group"));
}

TEST(EpisodeLoopGroupTest, ResetAtOnceStartsTheNextEpisodeInTheSameSlotAndEndsNoGroup) {
  ASSERT_THAT(expected_lengths(3, 3), ElementsAre(2, 3, 1));
  const Outcome outcome = run_loop(countdown_config(3, {.episodes = 3, .num_envs = 2}), at_once);
  EXPECT_THAT(outcome.events,
              ElementsAre("begin 0 0", "begin 1 1", "step 0 1", "step 0T 1", "begin 0 2", "step 0T 1T"));
}

TEST(EpisodeLoopGroupTest, DiagnosticsFollowEveryGroupOrEveryEpisode) {
  const auto config = countdown_config(9, {.episodes = 6, .num_envs = 2});
  const Outcome groups = run_loop(config, rest);
  const auto& episodes = groups.archive.episodes;
  EXPECT_THAT(groups.archive.diagnostic_steps, ElementsAre(episodes[1].step, episodes[3].step, episodes[5].step));
  const auto alone = countdown_config(9, {.episodes = 6, .num_envs = 1});
  EXPECT_EQ(run_loop(alone, at_once).archive.diagnostic_steps.size(), 6U);
}

TEST(EpisodeLoopTimeLimitTest, TruncatesWhereTheTaskHasNotEndedAndLetsTerminationWin) {
  auto config = countdown_config(9, {.episodes = 30});
  config.time_limit = 5;
  const std::vector<long> free_lengths = expected_lengths(9, 30);
  ASSERT_THAT(free_lengths, testing::IsSupersetOf({4L, 5L, 6L}));
  const Outcome outcome = run_loop(config, at_once);
  for (std::size_t k = 0; k < free_lengths.size(); ++k) {
    const EpisodeRecord& record = outcome.archive.episodes[k];
    EXPECT_EQ(record.episode_length, std::min(free_lengths[k], 5L));
    EXPECT_EQ(record.terminated, free_lengths[k] <= 5);
    EXPECT_EQ(record.truncated, free_lengths[k] > 5);
  }
}

TEST(EpisodeLoopStepsTest, EndsWithTheStepsAndItsRowsAreAPrefixOfALongerRun) {
  const Outcome whole = run_loop(countdown_config(9, {.episodes = 40, .num_envs = 3}), at_once);
  for (const long steps : {1L, 17L, 60L}) {
    const Outcome part = run_loop(countdown_config(9, {.steps = steps, .num_envs = 3}), at_once);
    EXPECT_GE(part.steps, steps);
    EXPECT_LT(part.steps, steps + 3);
    const auto lengths = lengths_of(part.archive.episodes);
    const auto longer = lengths_of(whole.archive.episodes);
    ASSERT_LE(lengths.size(), longer.size());
    EXPECT_TRUE(std::equal(lengths.begin(), lengths.end(), longer.begin()));
  }
}

TEST(EpisodeLoopStepsTest, AGroupThatIsCutOffIsNotLearnedFrom) {
  const Outcome outcome = run_loop(countdown_config(50, {.steps = 3, .num_envs = 3}), rest);
  EXPECT_EQ(count_of(outcome.events, "step"), 1);
  EXPECT_EQ(count_of(outcome.events, "end_group"), 0);
}

TEST(EpisodeLoopStopTest, StopsAfterTheStepInWhichItWasAsked) {
  Archive archive;
  Witness learner(at_once, 2);
  StopFlag stop;
  learner.on_observe = [&] {
    if (count_of(learner.events, "step") == 10) stop.request(2);
  };
  const auto config = countdown_config(9, {.episodes = 1000, .num_envs = 2, .evaluation = {.episodes = 5}});
  EpisodeLoop loop(config, learner, root, archive, stop);
  loop.run();
  EXPECT_EQ(count_of(learner.events, "step"), 10);
  EXPECT_EQ(loop.steps(), 20);
  EXPECT_TRUE(archive.evaluations.empty());
}

TEST(EpisodeLoopDivergenceTest, SaysWhenTheLearnerDiverged) {
  Archive archive;
  Witness learner(at_once, 1);
  learner.on_observe = [&] {
    if (count_of(learner.events, "step") == 4) throw DivergenceError("parameter w is not finite");
  };
  const StopFlag stop;
  const auto config = countdown_config(1, {.episodes = 10});
  EpisodeLoop loop(config, learner, root, archive, stop);
  try {
    loop.run();
    FAIL() << "nothing was thrown";
  } catch (const DivergenceError& error) {
    EXPECT_STREQ(error.what(), "after 4 steps and 3 episodes of the run: parameter w is not finite");
  }
}

TEST(EvaluationTest, DoesNotDisturbLearning) {
  for (const auto schedule : {rest, at_once}) {
    const auto without = countdown_config(9, {.episodes = 12, .num_envs = 2});
    const auto with =
        countdown_config(9, {.episodes = 12, .num_envs = 2, .evaluation = {.episodes = 7, .num_envs = 3, .every = 4}});
    EXPECT_EQ(run_loop(without, schedule).events, run_loop(with, schedule).events);
  }
}

TEST(EvaluationTest, TakesPlaceAsOftenAsAskedInOrderAndWithFreshEpisodes) {
  const auto config =
      countdown_config(9, {.episodes = 10, .num_envs = 2, .evaluation = {.episodes = 7, .num_envs = 3, .every = 4}});
  const Outcome outcome = run_loop(config, rest);
  const auto& rows = outcome.archive.evaluations;
  ASSERT_EQ(rows.size(), 3U * 7U);  // after 4 and 8 episodes and at the end
  const RngKey key = root.derive("evaluation");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t evaluation = i / 7;
    EXPECT_EQ(rows[i].episode, static_cast<long>(i % 7));
    EXPECT_EQ(rows[i].step, outcome.archive.episodes[std::min<std::size_t>(4 * evaluation + 3, 9)].step);
    EXPECT_EQ(rows[i].episode_length, Countdown::length(9, key.derive(evaluation).derive("environment").derive(i % 7)));
  }
}

TEST(EvaluationTest, AtTheEndOnlyByDefaultAndNotTwice) {
  const auto at_end = countdown_config(9, {.episodes = 8, .evaluation = {.episodes = 2}});
  EXPECT_EQ(run_loop(at_end, at_once).archive.evaluations.size(), 2U);
  const auto every = countdown_config(9, {.episodes = 8, .evaluation = {.episodes = 2, .every = 4}});
  EXPECT_EQ(run_loop(every, at_once).archive.evaluations.size(), 4U);
}

}  // namespace
}  // namespace rlrun::experiment::test
