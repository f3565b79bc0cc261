#include "lib/nn/dropout.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace rlrun::nn {
namespace {

/// Whether a count of successes lies within 5 standard deviations of its mean.
void expect_binomial(Index successes, Index trials, double probability) {
  const double mean = static_cast<double>(trials) * probability;
  EXPECT_NEAR(static_cast<double>(successes), mean, 5.0 * std::sqrt(mean * (1.0 - probability)));
}

TEST(Dropout, EntriesAreZeroOrTheInverseOfTheKeptShare) {
  Rng rng(RngKey(1));
  for (const double rate : {0.001, 0.1, 0.5, 0.9}) {
    Matrix<float> mask(300, 400);
    dropout_mask<float>(rate, rng, mask);
    const Index dropped = (mask.array() == 0.0F).count();
    const Index kept = (mask.array() == static_cast<float>(1.0 / (1.0 - rate))).count();
    EXPECT_EQ(dropped + kept, mask.size());
    expect_binomial(dropped, mask.size(), rate);
  }
}

TEST(Dropout, EveryEntryIsDroppedEquallyOften) {
  Rng rng(RngKey(2));
  constexpr Index rounds = 20000;
  constexpr double rate = 0.2;
  Matrix<double> surroundings = Matrix<double>::Constant(5, 4, 7.0);
  Matrix<double> dropped = Matrix<double>::Zero(3, 4);
  for (Index round = 0; round < rounds; ++round) {
    dropout_mask<double>(rate, rng, surroundings.middleRows(1, 3));
    dropped.array() += (surroundings.middleRows(1, 3).array() == 0.0).cast<double>();
  }
  for (const double count : dropped.reshaped()) expect_binomial(static_cast<Index>(count), rounds, rate);
  EXPECT_TRUE((surroundings.row(0).array() == 7.0).all() && (surroundings.row(4).array() == 7.0).all());
}

TEST(Dropout, NeighboursAreIndependent) {
  Rng rng(RngKey(3));
  constexpr double rate = 0.3;
  Matrix<double> mask(100000, 1);
  dropout_mask<double>(rate, rng, mask);
  const Index pairs = mask.rows() / 2;
  Index both = 0;
  for (Index i = 0; i < pairs; ++i) both += mask(2 * i, 0) == 0.0 && mask(2 * i + 1, 0) == 0.0 ? 1 : 0;
  expect_binomial(both, pairs, rate * rate);
}

TEST(Dropout, DrawsOneNumberForEachDroppedEntry) {
  Rng rng(RngKey(4));
  Matrix<double> mask(1000, 100);
  dropout_mask<double>(0.001, rng, mask);
  const auto dropped = static_cast<std::uint64_t>((mask.array() == 0.0).count());
  EXPECT_LE(rng.position(), 2 * (dropped + 1));
}

TEST(Dropout, RateZeroKeepsAllAndDrawsNothing) {
  Rng rng(RngKey(5));
  Matrix<double> mask(10, 10);
  dropout_mask<double>(0.0, rng, mask);
  EXPECT_EQ(mask, Matrix<double>::Ones(10, 10));
  EXPECT_EQ(rng.position(), 0U);
}

TEST(Dropout, TinyRatesDoNotOverflow) {
  Rng rng(RngKey(6));
  Matrix<double> mask(10, 10);
  dropout_mask<double>(1e-300, rng, mask);
  EXPECT_EQ(mask, Matrix<double>::Ones(10, 10));
}

}  // namespace
}  // namespace rlrun::nn
