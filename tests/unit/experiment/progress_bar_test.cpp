#include "lib/experiment/progress_bar.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace rlrun::experiment {
namespace {

TEST(ProgressBarTest, ShowsEpisodeReturnMeanRateAndTimeLeft) {
  std::ostringstream out;
  ProgressBar bar(out, {.episodes = 40, .title = "seed 3"});
  for (long episode = 0; episode < 20; ++episode) {
    bar.episode({.episode = episode, .episode_return = episode < 10 ? 0.0 : static_cast<double>(episode)});
  }
  bar.progress({.step = 3000, .wall_seconds = 75.0});
  EXPECT_EQ(out.str(),
            "\r\x1b[K\x1b[?7lseed 3 [#####.....] episode 20/40  return 19.0  mean of last 10 14.5  40 steps/s"
            "  01:15 left\x1b[?7h");
}

TEST(ProgressBarTest, ReckonsByStepsWhereTheyAreThePlan) {
  std::ostringstream out;
  ProgressBar bar(out, {.steps = 1000, .title = "seed 3"});
  bar.progress({.step = 250, .wall_seconds = 3600.0});
  EXPECT_THAT(out.str(), testing::HasSubstr("[###.......] episode 0  0 steps/s  3:00:00 left"));
}

TEST(ProgressBarTest, IsDrawnAtMostTenTimesASecondAndRemovedAtTheEnd) {
  std::ostringstream out;
  ProgressBar bar(out, {.episodes = 40, .title = ""});
  for (int millisecond = 1; millisecond <= 1000; ++millisecond) {
    bar.progress({.step = millisecond, .wall_seconds = millisecond * 0.001});
  }
  EXPECT_LE(std::ranges::count(out.str(), '\r'), 10);
  EXPECT_GE(std::ranges::count(out.str(), '\r'), 9);
  bar.close();
  EXPECT_THAT(out.str(), testing::EndsWith("\r\x1b[K"));
}

}  // namespace
}  // namespace rlrun::experiment
