#include "lib/learners/common/running_means.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "tests/unit/learners/state_fixtures.hpp"

namespace rlrun::learners {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(RunningMeans, AreThoseSinceTheyWereLastTaken) {
  RunningMeans means(2);
  EXPECT_THAT(means.take(), IsEmpty());
  means.add(std::array{1.0, 10.0});
  means.add(std::array{2.0, 30.0});
  EXPECT_THAT(means.take(), ElementsAre(1.5, 20.0));
  EXPECT_THAT(means.take(), IsEmpty());
  means.add(std::array{7.0, 8.0});
  EXPECT_THAT(means.take(), ElementsAre(7.0, 8.0));
}

TEST(RunningMeans, GoOnAfterLoading) {
  RunningMeans means(1);
  means.add(std::array{4.0});
  RunningMeans loaded(1);
  load(loaded, saved(means));
  loaded.add(std::array{6.0});
  EXPECT_THAT(loaded.take(), ElementsAre(5.0));
  RunningMeans other(2);
  EXPECT_THROW(load(other, saved(means)), StateError);
}

}  // namespace
}  // namespace rlrun::learners
