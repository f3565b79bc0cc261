#include "lib/experiment/policy_statistics.hpp"

#include <gmock/gmock.h>

#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

Idle idle;

config::EnvironmentMaker countdowns(long longest) {
  return [longest] { return std::make_unique<Countdown>(longest); };
}

TEST(PolicyStatistics, EveryEpisodeHasItsOwnKey) {
  const RngKey key(3);
  const auto sample = sample_episodes({}, countdowns(9), idle, {.episodes = 5, .time_limit = 100, .key = key}, {});
  for (std::uint64_t k = 0; k < 5; ++k) {
    const auto length = static_cast<double>(Countdown::length(9, key.derive(k)));
    EXPECT_EQ(sample.lengths[k], length);
    EXPECT_EQ(sample.returns[k], length);
  }
  EXPECT_THAT(sample.outcomes, ElementsAre(Pair("terminated", 5)));
}

TEST(PolicyStatistics, CutsEpisodesAtTheLimitAndLetsTerminationWin) {
  const auto cut = sample_episodes({}, countdowns(1), idle, {.episodes = 2, .time_limit = 1}, {});
  EXPECT_THAT(cut.outcomes, ElementsAre(Pair("terminated", 2))) << "the task ends on the last step allowed";
  const auto make = [] {
    auto endless = std::make_unique<Countdown>(1);
    endless->after_step = [](Vector<double>& state) { state(0) = 5.0; };
    return endless;
  };
  const auto endless = sample_episodes({}, make, idle, {.episodes = 2, .time_limit = 7}, {});
  EXPECT_THAT(endless.lengths, ElementsAre(7.0, 7.0));
  EXPECT_THAT(endless.outcomes, ElementsAre(Pair("truncated", 2)));
}

TEST(PolicyStatistics, NamesEndsAsTheEnvironmentDoesAndShowsEveryState) {
  config::EnvironmentFactory factory;
  factory.name_outcome = [](const VectorView<double>& state, const StepOutcome&) {
    return state(1) == 1.0 ? "short" : "long";
  };
  long shown = 0;
  const auto sample = sample_episodes(factory, countdowns(2), idle, {.episodes = 50, .time_limit = 100},
                                      [&](const Environment&) { ++shown; });
  long steps = 0;
  for (const double length : sample.lengths) steps += static_cast<long>(length);
  EXPECT_EQ(shown, steps + 50);
  EXPECT_EQ(sample.outcomes.at("short") + 2 * sample.outcomes.at("long"), steps);
}

TEST(PolicyStatistics, AreWrittenAsCsv) {
  const EpisodeSample sample = {
      .returns = {1.0, 2.0, 3.0, 6.0}, .lengths = {4.0, 4.0, 4.0, 4.0}, .outcomes = {{"goal", 3}, {"timeout", 1}}};
  const std::string csv = statistics_csv(sample);
  EXPECT_THAT(csv, testing::StartsWith("statistic,value\nepisodes,4\nreturn_mean,3\nreturn_std,2.16024689946"));
  EXPECT_THAT(csv, HasSubstr("\nreturn_q25,1.75\nreturn_median,2.5\nreturn_q75,3.75\n"));
  EXPECT_THAT(csv, HasSubstr("\nlength_mean,4\nlength_std,0\nlength_min,4\n"));
  EXPECT_THAT(csv, testing::EndsWith("\nrate_goal,0.75\nrate_timeout,0.25\n"));
}

}  // namespace
}  // namespace rlrun::experiment::test
