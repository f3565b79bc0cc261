#include "lib/learners/rgrl/plan_distribution.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace rlrun::learners::rgrl {
namespace {

constexpr int horizon = 2;

DeductionOptions options_with(int samples, int elites) {
  DeductionOptions options;
  options.horizon = horizon;
  options.samples = samples;
  options.elites = elites;
  options.spread = 1.5;
  return options;
}

/// Mean and variance of one entry of a step over all plans.
std::pair<double, double> moments(const Matrix<double>& plans, Index entry, Index step) {
  const Index count = plans.cols() / horizon;
  double sum = 0.0;
  double squares = 0.0;
  for (Index i = 0; i < count; ++i) {
    const double value = plans(entry, i * horizon + step);
    sum += value;
    squares += value * value;
  }
  const double mean = sum / static_cast<double>(count);
  return {mean, squares / static_cast<double>(count) - mean * mean};
}

TEST(RgrlPlanDistribution, BeginsAroundZeroWithTheSpread) {
  constexpr int samples = 20000;
  PlanDistribution<double> distribution(options_with(samples, 1), 3);
  Matrix<double> plans(3, horizon * samples);
  Rng rng(RngKey(4));
  distribution.draw(rng, plans);
  for (Index entry = 0; entry < 3; ++entry) {
    for (Index step = 0; step < horizon; ++step) {
      const auto [mean, variance] = moments(plans, entry, step);
      EXPECT_NEAR(mean, 0.0, 4.0 * 1.5 / std::sqrt(samples));
      EXPECT_NEAR(variance / 2.25, 1.0, 4.0 * std::sqrt(2.0 / samples));
    }
  }
}

TEST(RgrlPlanDistribution, TakesMeanAndDeviationOfThePlansWithTheSmallestErrors) {
  constexpr int samples = 4;
  PlanDistribution<double> distribution(options_with(samples, 2), 1);
  // The plans number 1 and 3 are the best.
  const Matrix<double> shown{{9.0, 9.0, 1.0, -2.0, 7.0, 7.0, 2.0, -2.0}};
  distribution.refit(shown, Vector<double>{{0.8, 0.1, 0.9, 0.2}});
  Matrix<double> plans(1, horizon * samples);
  Rng rng(RngKey(5));
  double sum = 0.0;
  double squares = 0.0;
  constexpr int draws = 5000;
  for (int i = 0; i < draws; ++i) {
    distribution.draw(rng, plans);
    for (Index plan = 0; plan < samples; ++plan) {
      sum += plans(0, plan * horizon);
      squares += std::pow(plans(0, plan * horizon) - 1.5, 2);
      ASSERT_EQ(plans(0, plan * horizon + 1), -2.0) << "both agree";
    }
  }
  EXPECT_NEAR(sum / (draws * samples), 1.5, 4.0 * 0.5 / std::sqrt(draws * samples));
  EXPECT_NEAR(squares / (draws * samples), 0.25, 4.0 * 0.25 * std::sqrt(2.0 / (draws * samples)));
  distribution.reset();
  distribution.draw(rng, plans);
  EXPECT_NE(plans(0, 1), -2.0) << "the first round of the next step";
}

TEST(RgrlPlanDistribution, OfEqualPlansTheFirstAreElites) {
  PlanDistribution<double> distribution(options_with(3, 1), 1);
  distribution.refit(Matrix<double>{{1.0, 2.0, 3.0, 4.0, 5.0, 6.0}}, Vector<double>{{0.5, 0.25, 0.25}});
  Matrix<double> plans(1, 6);
  Rng rng(RngKey(6));
  distribution.draw(rng, plans);
  EXPECT_EQ(plans, (Matrix<double>{{3.0, 4.0, 3.0, 4.0, 3.0, 4.0}}));
}

/// Rounds find the minimum of a function of the plan that no model is needed for.
TEST(RgrlPlanDistribution, RoundsCloseInOnTheBestPlan) {
  constexpr int samples = 50;
  PlanDistribution<double> distribution(options_with(samples, 10), 1);
  Matrix<double> plans(1, horizon * samples);
  Vector<double> errors(samples);
  Rng rng(RngKey(7));
  distribution.draw(rng, plans);
  for (int round = 0; round < 20; ++round) {
    for (Index i = 0; i < samples; ++i) {
      errors[i] = std::pow(plans(0, i * horizon) - 0.7, 2) + std::pow(plans(0, i * horizon + 1) + 1.2, 2);
    }
    distribution.refit(plans, errors);
    distribution.draw(rng, plans);
  }
  EXPECT_NEAR(moments(plans, 0, 0).first, 0.7, 0.02);
  EXPECT_NEAR(moments(plans, 0, 1).first, -1.2, 0.02);
}

}  // namespace
}  // namespace rlrun::learners::rgrl
