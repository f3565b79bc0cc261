#include "lib/core/normal_noise.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace rlrun {
namespace {

TEST(NormalNoise, HasTheMomentsAndTailsOfTheStandardNormal) {
  constexpr Index count = 400000;
  Vector<float> noise(count);
  Rng rng(RngKey(1));
  fill_normal<float>(rng, noise);
  const Vector<double> x = noise.cast<double>();
  const double n = static_cast<double>(count);
  EXPECT_NEAR(x.sum() / n, 0.0, 4.0 / std::sqrt(n));
  EXPECT_NEAR(x.squaredNorm() / n, 1.0, 4.0 * std::sqrt(2.0 / n));
  EXPECT_NEAR(x.array().pow(4).sum() / n, 3.0, 4.0 * std::sqrt(96.0 / n));
  for (const double bound : {0.5, 1.0, 2.0, 3.0}) {
    const double expected = std::erfc(bound / std::sqrt(2.0)) / 2.0;
    const double share = static_cast<double>((x.array() > bound).count()) / n;
    EXPECT_NEAR(share, expected, 4.0 * std::sqrt(expected / n)) << bound;
  }
  EXPECT_LT(x.cwiseAbs().maxCoeff(), 6.0);
  EXPECT_GT(x.cwiseAbs().maxCoeff(), 4.0);
}

TEST(NormalNoise, NeighboursAreUncorrelated) {
  constexpr Index count = 100000;
  Vector<double> noise(count);
  Rng rng(RngKey(2));
  fill_normal<double>(rng, noise);
  for (const Index lag : {Index{1}, Index{2}, Index{64}, Index{128}, Index{256}}) {
    const double product = noise.head(count - lag).dot(noise.tail(count - lag)) / static_cast<double>(count - lag);
    EXPECT_NEAR(product, 0.0, 5.0 / std::sqrt(static_cast<double>(count))) << lag;
  }
}

TEST(NormalNoise, IsTheSameInBothPrecisionsAndDrawsAnEvenNumberOfWords) {
  for (const Index count : {1, 2, 7, 96, 256, 257, 600}) {
    Vector<float> single(count);
    Vector<double> twice(count);
    Rng one(RngKey(3));
    Rng other(RngKey(3));
    fill_normal<float>(one, single);
    fill_normal<double>(other, twice);
    EXPECT_EQ(single.cast<double>(), twice) << count;
    EXPECT_EQ(one.position(), static_cast<std::uint64_t>((count + 1) / 2 * 2)) << count;
  }
}

}  // namespace
}  // namespace rlrun
