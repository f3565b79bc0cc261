#include "lib/learners/rgrl/action_table.hpp"

#include <gtest/gtest.h>

#include "tests/unit/learners/rgrl_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

/// 5 steps of 4 columns with random weights, which take a few actions in turn.
class RgrlActionTable : public testing::Test {
 protected:
  static constexpr Index steps = 5;
  static constexpr Index columns = 4;

  RgrlActionTable()
      : model(small_shape(nn::CellKind::gru, true)),
        parameters(random_parameters(model, rng)),
        weights(parameters),
        rollout(model, steps, columns),
        table(model, steps, columns) {}

  void take_actions(Index actions) {
    const Matrix<double> choices = uniform_matrix(model.shape.action_size, actions, rng);
    for (Index i = 0; i < steps * columns; ++i) rollout.actions.col(i) = choices.col((i / columns + i) % actions);
  }

  /// What forward_actions makes of the same actions.
  [[nodiscard]] Matrix<double> expected() const {
    Rollout<double> full = rollout;
    forward_actions(model, weights, full);
    return full.used(full.input1);
  }

  Rng rng = Rng(RngKey(1));
  WorldModel model;
  nn::Parameters<double> parameters;
  LiveWeights<double> weights;
  Rollout<double> rollout;
  ActionTable<double> table;
};

TEST_F(RgrlActionTable, HasTheBitsOfAWholePass) {
  for (const Index actions : {1, 2, 3, 5, 8}) {
    take_actions(actions);
    rollout.input1.setConstant(9.0);
    ASSERT_TRUE(table.fill(model, weights, rollout)) << actions << " actions";
    EXPECT_EQ(rollout.used(rollout.input1), expected()) << actions << " actions";
  }
}

/// Of the size in use, where a product with few columns has a kernel of its own.
TEST(RgrlActionTableOfManyUnits, AgreesWithAWholePass) {
  Rng rng(RngKey(2));
  const WorldModel model({.cell = nn::CellKind::gru, .state_size = 100, .action_size = 2, .reward_size = 50});
  const nn::Parameters<double> parameters = random_parameters(model, rng);
  const LiveWeights<double> weights(parameters);
  Rollout<double> rollout(model, 5, 8);
  const Matrix<double> choices = uniform_matrix(2, 2, rng);
  for (Index i = 0; i < rollout.actions.cols(); ++i) rollout.actions.col(i) = choices.col(i % 2);
  Rollout<double> whole = rollout;
  forward_actions(model, weights, whole);
  ActionTable<double> table(model, 5, 8);
  ASSERT_TRUE(table.fill(model, weights, rollout));
  EXPECT_LE((rollout.input1 - whole.input1).cwiseAbs().maxCoeff(), 1e-13 * whole.input1.cwiseAbs().maxCoeff());
}

TEST_F(RgrlActionTable, FollowsTheWeights) {
  take_actions(2);
  ASSERT_TRUE(table.fill(model, weights, rollout));
  parameters = random_parameters(model, rng);
  ASSERT_TRUE(table.fill(model, weights, rollout));
  EXPECT_EQ(rollout.used(rollout.input1), expected());
}

TEST_F(RgrlActionTable, DeclinesMoreThanEightActions) {
  take_actions(9);
  EXPECT_FALSE(table.fill(model, weights, rollout));
}

TEST_F(RgrlActionTable, DeclinesDropout) {
  take_actions(2);
  rollout.use_dropout = true;
  EXPECT_FALSE(table.fill(model, weights, rollout));
}

TEST_F(RgrlActionTable, DeclinesColumnsThatAreAddedUpInAnotherOrder) {
  take_actions(2);
  rollout.scope.columns = 3;
  EXPECT_FALSE(table.fill(model, weights, rollout));
}

}  // namespace
}  // namespace rlrun::learners::rgrl
