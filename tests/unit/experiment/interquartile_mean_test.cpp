#include "lib/experiment/interquartile_mean.hpp"

#include <gtest/gtest.h>

#include <array>

namespace rlrun::experiment::test {
namespace {

TEST(InterquartileMeanTest, DropsTheLowestAndTheHighestQuarter) {
  EXPECT_DOUBLE_EQ(interquartile_mean({1000.0, 3.0, 0.0, 5.0, 2.0, 1.0, 4.0, -50.0}), 2.5) << "0 and 5 go too";
  EXPECT_DOUBLE_EQ(interquartile_mean({4.0, 1.0, 3.0, 2.0}), 2.5);
}

TEST(InterquartileMeanTest, DropsWholeValuesOnly) {
  EXPECT_DOUBLE_EQ(interquartile_mean({7.0}), 7.0);
  EXPECT_DOUBLE_EQ(interquartile_mean({1.0, 2.0, 9.0}), 4.0) << "nothing goes";
  EXPECT_DOUBLE_EQ(interquartile_mean({9.0, 2.0, 1.0, 3.0, -4.0}), 2.0) << "one of each side goes";
  EXPECT_DOUBLE_EQ(interquartile_mean({9.0, 2.0, 1.0, 3.0, -4.0, 5.0, 0.0}), 11.0 / 5.0) << "one of each side of seven";
}

/// Expectations: scipy.stats.trim_mean(values, 0.25) of SciPy 1.10.1.
TEST(InterquartileMeanTest, EqualsScipysTrimmedMean) {
  EXPECT_NEAR(interquartile_mean({12.5, -3.25, 7.75, 30.125, 0.5, 9.0, 8.25, 17.5, 6.625, 7.75}), 8.645833333333334,
              1e-12);
  EXPECT_NEAR(interquartile_mean({5.5, 7.75, -10.0, 3.125, 9.0, 22.75, 1.5, 0.25}), 4.46875, 1e-12);
  EXPECT_NEAR(interquartile_mean({12.5, -3.25, 7.75, 30.125, 0.5, 9.0, 8.25}), 7.6, 1e-12);
}

TEST(InterquartileMeanTest, PoolsStrata) {
  const std::array<std::vector<double>, 3> strata = {{{8.0, 1.0, 2.0}, {3.0}, {100.0, -100.0, 4.0, 6.0}}};
  EXPECT_DOUBLE_EQ(pooled_interquartile_mean(strata), 3.75) << "2, 3, 4 and 6 stay";
}

}  // namespace
}  // namespace rlrun::experiment::test
