#include "envs/regression/dynamics.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lib/core/rng.hpp"

namespace rlrun::envs::regression {
namespace {

/// 2 inputs, 3 hidden units.
TargetNetwork small_network() {
  return {.hidden_weights = Matrix<double>{{1.0, -2.0, 0.5}, {3.0, 1.0, -1.0}},
          .output_weights = Vector<double>{{2.0, 5.0, -4.0}}};
}

TEST(RegressionTarget, IsTheNetworksOutputByHand) {
  const TargetNetwork network = small_network();
  // x A = (1 + 6, -2 + 2, 0.5 - 2) = (7, 0, -1.5): only the first unit is active.
  EXPECT_DOUBLE_EQ(target(Vector<double>{{1.0, 2.0}}, network), 14.0);
  // x A = (-1, 2, -0.5): only the second.
  EXPECT_DOUBLE_EQ(target(Vector<double>{{-1.0, 0.0}}, network), 10.0);
  // x A = (-1, -9, 3): 3 times -4 is rectified.
  EXPECT_DOUBLE_EQ(target(Vector<double>{{4.0, -1.0}}, network), 0.0);
  // x A = (3.5, -3.5, 0.5): 3.5 times 2 less 0.5 times 4.
  EXPECT_DOUBLE_EQ(target(Vector<double>{{2.0, 0.5}}, network), 5.0);
}

TEST(RegressionTarget, IsNeverNegativeAndOftenZero) {
  const TargetNetwork network = draw_target_network(0, 8, 8);
  Rng rng{RngKey(1)};
  Vector<double> inputs(8);
  int zeros = 0;
  int positive = 0;
  for (int i = 0; i < 1000; ++i) {
    for (double& input : inputs) input = rng.normal();
    const double wanted = target(inputs, network);
    ASSERT_GE(wanted, 0.0);
    ++(wanted > 0.0 ? positive : zeros);
  }
  EXPECT_GT(positive, 100);
  EXPECT_EQ(zeros + positive, 1000);
}

TEST(RegressionNetwork, IsDecidedByTheSeed) {
  const TargetNetwork network = draw_target_network(3, 4, 5);
  EXPECT_EQ(network.hidden_weights.rows(), 4);
  EXPECT_EQ(network.hidden_weights.cols(), 5);
  EXPECT_EQ(network.output_weights.size(), 5);
  EXPECT_EQ(draw_target_network(3, 4, 5).hidden_weights, network.hidden_weights);
  EXPECT_EQ(draw_target_network(3, 4, 5).output_weights, network.output_weights);
  EXPECT_NE(draw_target_network(4, 4, 5).hidden_weights, network.hidden_weights);
  EXPECT_NE(draw_target_network(4, 4, 5).output_weights, network.output_weights);
  EXPECT_NE(network.output_weights(0), network.hidden_weights(0, 0));
}

TEST(RegressionNetwork, HasStandardNormalWeights) {
  const TargetNetwork network = draw_target_network(1, 100, 100);
  const double count = 1e4;
  EXPECT_NEAR(network.hidden_weights.sum() / count, 0.0, 5.0 / std::sqrt(count));
  EXPECT_NEAR(network.hidden_weights.squaredNorm() / count, 1.0, 5.0 * std::sqrt(2.0 / count));
  EXPECT_NEAR(network.output_weights.squaredNorm() / 100.0, 1.0, 5.0 * std::sqrt(2.0 / 100.0));
}

TEST(RegressionReward, IsTheNegativeErrorOnBothSides) {
  for (const double action : {1.0, 4.0}) {
    EXPECT_EQ(reward(action, 2.5, RewardKind::squared_error), -2.25);
    EXPECT_EQ(reward(action, 2.5, RewardKind::distance), -1.5);
  }
  EXPECT_EQ(reward(2.5, 2.5, RewardKind::squared_error), 0.0);
  EXPECT_EQ(reward(2.5, 2.5, RewardKind::distance), 0.0);
}

}  // namespace
}  // namespace rlrun::envs::regression
