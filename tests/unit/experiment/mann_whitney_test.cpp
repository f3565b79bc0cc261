#include "lib/experiment/mann_whitney.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace rlrun::experiment::test {
namespace {

/// Expectations here: scipy.stats.mannwhitneyu(x, y, alternative="less", method="asymptotic").pvalue of SciPy 1.10.1.
void expect_p_values(const std::vector<double>& x, const std::vector<double>& y, double x_less, double y_less) {
  EXPECT_NEAR(mann_whitney_less(x, y), x_less, 1e-9 * x_less);
  EXPECT_NEAR(mann_whitney_less(y, x), y_less, 1e-9 * y_less);
}

TEST(MannWhitneyTest, SamplesWithFewTies) {
  expect_p_values({12.5, -3.25, 7.75, 30.125, 0.5, 9.0, 8.25, 17.5, 6.625, 7.75},
                  {5.5, 7.75, -10.0, 3.125, 9.0, 22.75, 1.5, 0.25}, 0.8938295621994532, 0.12341733222702866);
}

TEST(MannWhitneyTest, ReturnsThatMostlyReachTheTimeLimit) {
  std::vector<double> x(7, 500.0);
  x.insert(x.end(), {480.5, 320.25, 11.0});
  std::vector<double> y(25, 500.0);
  y.insert(y.end(), {499.0, 420.5, 300.0, 77.25, 10.0});
  expect_p_values(x, y, 0.19783515890447212, 0.8143613592069049);
}

TEST(MannWhitneyTest, SamplesThatHardlyOverlap) {
  std::vector<double> x(20);
  std::iota(x.begin(), x.end(), 0.0);
  std::vector<double> y(25);
  std::iota(y.begin(), y.end(), 30.5);
  expect_p_values(x, y, 6.026261497495605e-09, 0.999999994730653);
}

TEST(MannWhitneyTest, EqualValuesTellNothing) {
  EXPECT_EQ(mann_whitney_less(std::vector<double>(10, 500.0), std::vector<double>(100, 500.0)), 1.0);
  EXPECT_EQ(mann_whitney_less(std::vector<double>{1.0}, std::vector<double>{1.0}), 1.0);
}

}  // namespace
}  // namespace rlrun::experiment::test
