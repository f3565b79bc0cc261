#include "lib/learners/common/noise.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/learners/config_fixtures.hpp"
#include "tests/unit/learners/state_fixtures.hpp"

namespace rlrun::learners {
namespace {

Noise make_noise(NoiseKind kind, const Vector<double>& sigmas, Index slots = 1) {
  return {{.kind = kind, .reversion = 0.15}, sigmas, slots, RngKey(4)};
}

/// Variance of the first entry over many steps, and its correlation from one step to the next.
struct Moments {
  double variance = 0.0;
  double correlation = 0.0;
};

Moments moments(Noise noise) {
  constexpr int steps = 100000;
  noise.begin_episode(0, 0);
  double squares = 0.0;
  double products = 0.0;
  double last = 0.0;
  for (int i = 0; i < steps; ++i) {
    const double value = noise.advance(0)[0];
    squares += value * value;
    products += value * last;
    last = value;
  }
  return {squares / steps, products / squares};
}

TEST(Noise, GaussianNoiseIsDrawnAnewAtEveryStep) {
  const Moments found = moments(make_noise(NoiseKind::gaussian, Vector<double>{{0.5}}));
  EXPECT_NEAR(found.variance, 0.25, 0.01);
  EXPECT_NEAR(found.correlation, 0.0, 0.02);
}

TEST(Noise, OrnsteinUhlenbeckNoiseRevertsToZero) {
  const Moments found = moments(make_noise(NoiseKind::ornstein_uhlenbeck, Vector<double>{{0.2}}));
  EXPECT_NEAR(found.variance, 0.04 / (1.0 - 0.85 * 0.85), 0.01);
  EXPECT_NEAR(found.correlation, 0.85, 0.02);
}

TEST(Noise, EveryEntryHasItsOwnDeviation) {
  Noise noise = make_noise(NoiseKind::gaussian, Vector<double>{{0.0, 0.1, 10.0}});
  noise.begin_episode(0, 0);
  const Vector<double> value = noise.advance(0);
  EXPECT_EQ(value[0], 0.0);
  EXPECT_LT(std::abs(value[1]), 1.0);
  EXPECT_GT(std::abs(value[2]), 0.1);
}

TEST(Noise, DependsOnTheEpisodeAndNotOnTheSlotOrWhatWasBefore) {
  Noise noise = make_noise(NoiseKind::ornstein_uhlenbeck, Vector<double>{{0.2, 0.2}}, 2);
  noise.begin_episode(0, 7);
  const Vector<double> first = noise.advance(0);
  const Vector<double> second = noise.advance(0);
  EXPECT_NE(first, second);
  noise.begin_episode(1, 7);
  noise.begin_episode(0, 8);
  EXPECT_EQ(noise.advance(1), first);
  EXPECT_NE(noise.advance(0), first);
  noise.begin_episode(0, 7);
  EXPECT_EQ(noise.advance(0), first);
  EXPECT_EQ(noise.advance(0), second);
}

TEST(Noise, GoesOnAfterLoading) {
  Noise noise = make_noise(NoiseKind::ornstein_uhlenbeck, Vector<double>{{0.2, 0.3}}, 2);
  noise.begin_episode(0, 1);
  noise.begin_episode(1, 2);
  noise.advance(1);
  Noise loaded = make_noise(NoiseKind::ornstein_uhlenbeck, Vector<double>{{0.2, 0.3}}, 2);
  load(loaded, saved(noise));
  for (const Index slot : {0, 1, 0})
    EXPECT_EQ(Vector<double>(loaded.advance(slot)), Vector<double>(noise.advance(slot)));
  Noise wider = make_noise(NoiseKind::ornstein_uhlenbeck, Vector<double>{{0.2, 0.3, 0.4}}, 2);
  EXPECT_THROW(load(wider, saved(noise)), StateError);
}

TEST(Noise, FallsLinearlyToItsFinalShare) {
  const NoiseOptions options = {.final_share = 0.2, .decay_steps = 100};
  EXPECT_EQ(noise_share(options, 0), 1.0);
  EXPECT_DOUBLE_EQ(noise_share(options, 50), 0.6);
  EXPECT_DOUBLE_EQ(noise_share(options, 100), 0.2);
  EXPECT_DOUBLE_EQ(noise_share(options, 5000), 0.2);
  EXPECT_EQ(noise_share({}, 5000), 1.0);
}

TEST(Noise, EveryKeyIsRead) {
  const auto [options, findings] = read_text(
      "{kind: gaussian, sigma: 0.5, reversion: 0.05, final_share: 0.25, decay_steps: 9}", [](config::Reader& reader) {
        NoiseOptions read;
        read_noise(reader, read);
        return read;
      });
  EXPECT_EQ(findings, "");
  EXPECT_EQ(options.kind, NoiseKind::gaussian);
  EXPECT_EQ(options.sigma, 0.5);
  EXPECT_EQ(options.reversion, 0.05);
  EXPECT_EQ(options.final_share, 0.25);
  EXPECT_EQ(options.decay_steps, 9);
}

}  // namespace
}  // namespace rlrun::learners
