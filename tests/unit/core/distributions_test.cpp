// Every test draws from a fixed key, so that it cannot fail by chance; the bounds are those of 4 standard errors.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "lib/core/rng.hpp"

namespace rlrun {
namespace {

constexpr int draws = 100000;
const double standard_error = 1.0 / std::sqrt(static_cast<double>(draws));

/// Pearson's statistic. Its mean is k - 1 and its variance 2 (k - 1), where k is the number of cells.
double chi_square(const std::vector<int>& counts, const std::vector<double>& probabilities) {
  double sum = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = draws * probabilities[i];
    sum += (counts[i] - expected) * (counts[i] - expected) / expected;
  }
  return sum;
}

double chi_square_bound(std::size_t cells) {
  const double freedom = static_cast<double>(cells) - 1.0;
  return freedom + 4.0 * std::sqrt(2.0 * freedom);
}

TEST(Uniform, IsFlatOverTheUnitInterval) {
  Rng rng{RngKey(1)};
  constexpr std::size_t cells = 64;
  std::vector<int> counts(cells, 0);
  double sum = 0.0;
  double sum_of_squares = 0.0;
  for (int i = 0; i < draws; ++i) {
    const double value = rng.uniform();
    ASSERT_GE(value, 0.0);
    ASSERT_LT(value, 1.0);
    ++counts[static_cast<std::size_t>(value * cells)];
    sum += value;
    sum_of_squares += value * value;
  }
  EXPECT_NEAR(sum / draws, 0.5, 4.0 * std::sqrt(1.0 / 12.0) * standard_error);
  EXPECT_NEAR(sum_of_squares / draws, 1.0 / 3.0, 4.0 * std::sqrt(4.0 / 45.0) * standard_error);
  EXPECT_LT(chi_square(counts, std::vector<double>(cells, 1.0 / cells)), chi_square_bound(cells));
}

TEST(Uniform, StaysWithinItsInterval) {
  Rng rng{RngKey(2)};
  double lowest = 3.0;
  double highest = -2.0;
  for (int i = 0; i < draws; ++i) {
    const double value = rng.uniform(-2.0, 3.0);
    lowest = std::min(lowest, value);
    highest = std::max(highest, value);
  }
  EXPECT_GE(lowest, -2.0);
  EXPECT_LT(highest, 3.0);
  EXPECT_NEAR(lowest, -2.0, 0.001);
  EXPECT_NEAR(highest, 3.0, 0.001);
}

TEST(Normal, HasTheMomentsOfTheStandardNormal) {
  Rng rng{RngKey(3)};
  std::array<double, 4> moments{};
  for (int i = 0; i < draws; ++i) {
    const double value = rng.normal();
    double power = 1.0;
    for (double& moment : moments) moment += (power *= value) / draws;
  }
  // The variances of x, x^2, x^3 and x^4 are 1, 2, 15 and 96.
  EXPECT_NEAR(moments[0], 0.0, 4.0 * standard_error);
  EXPECT_NEAR(moments[1], 1.0, 4.0 * std::sqrt(2.0) * standard_error);
  EXPECT_NEAR(moments[2], 0.0, 4.0 * std::sqrt(15.0) * standard_error);
  EXPECT_NEAR(moments[3], 3.0, 4.0 * std::sqrt(96.0) * standard_error);
}

TEST(Normal, FillsEqualQuantilesEqually) {
  Rng rng{RngKey(4)};
  constexpr std::size_t cells = 32;
  std::vector<int> counts(cells, 0);
  for (int i = 0; i < draws; ++i) {
    const double quantile = 0.5 * std::erfc(-rng.normal() / std::sqrt(2.0));
    ++counts[std::min(static_cast<std::size_t>(quantile * cells), cells - 1)];
  }
  EXPECT_LT(chi_square(counts, std::vector<double>(cells, 1.0 / cells)), chi_square_bound(cells));
}

TEST(Below, IsFlatForAnyCount) {
  for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{100}}) {
    Rng rng{RngKey(5).derive(count)};
    std::vector<int> counts(count, 0);
    for (int i = 0; i < draws; ++i) ++counts.at(rng.below(count));
    const std::vector<double> flat(count, 1.0 / static_cast<double>(count));
    EXPECT_LE(chi_square(counts, flat), chi_square_bound(count)) << "count " << count;
  }
}

// With 3/4 of the range, plain multiplication would give every third value twice as often.
TEST(Below, IsFlatForAHugeCount) {
  Rng rng{RngKey(6)};
  constexpr std::uint64_t count = 3ULL << 62;
  std::vector<int> remainders(3, 0);
  for (int i = 0; i < draws; ++i) {
    const std::uint64_t value = rng.below(count);
    ASSERT_LT(value, count);
    ++remainders[value % 3];
  }
  EXPECT_LT(chi_square(remainders, {1.0 / 3, 1.0 / 3, 1.0 / 3}), chi_square_bound(3));
}

TEST(Bernoulli, HitsWithTheGivenProbability) {
  Rng rng{RngKey(7)};
  for (const double probability : {0.0, 0.25, 1.0}) {
    int hits = 0;
    for (int i = 0; i < draws; ++i) hits += rng.bernoulli(probability) ? 1 : 0;
    const double deviation = std::sqrt(probability * (1.0 - probability));
    EXPECT_NEAR(static_cast<double>(hits) / draws, probability, 4.0 * deviation * standard_error);
  }
}

TEST(Categorical, FollowsWeightsThatDoNotSumToOne) {
  Rng rng{RngKey(8)};
  const std::vector<double> weights = {2.0, 1.0, 4.0, 1.0};
  std::vector<int> counts(weights.size(), 0);
  for (int i = 0; i < draws; ++i) ++counts.at(rng.categorical(weights));
  EXPECT_LT(chi_square(counts, {0.25, 0.125, 0.5, 0.125}), chi_square_bound(4));
}

TEST(Categorical, NeverDrawsAWeightOfZero) {
  Rng rng{RngKey(9)};
  const std::vector<double> weights = {0.0, 1e-300, 0.0, 1.0, 0.0};
  for (int i = 0; i < draws; ++i) {
    const std::size_t index = rng.categorical(weights);
    ASSERT_TRUE(index == 1 || index == 3) << index;
  }
}

}  // namespace
}  // namespace rlrun
