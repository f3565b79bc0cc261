#include "lib/learners/rgrl/deduction.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lib/nn/dropout.hpp"
#include "lib/nn/gradient_check.hpp"
#include "tests/unit/learners/rgrl_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

constexpr Index horizon = 4;
constexpr Index columns = 3;
const RngKey mask_key(77);

/// One world model with plans for three columns.
struct Problem {
  Problem(nn::CellKind cell, DesiredRewards desired, double dropout_rate)
      : model(small_shape(cell)),
        dropout(dropout_rate),
        rng(RngKey(1)),
        parameters(random_parameters(model, rng)),
        states(uniform_matrix(model.shape.state_size, columns, rng)),
        plan(random_matrix(model.shape.action_size, horizon * columns, rng)) {
    options.horizon = horizon;
    options.step_size = 0.3;
    options.desired_rewards = desired;
  }

  void descend(Index max_columns = columns) {
    Deduction<double> deduction(model, options, dropout, desired_reward, max_columns);
    Rng dropout_rng(mask_key);
    deduction.descend(FrozenWeights<double>(parameters), states, plan, dropout_rng);
  }

  /// Mean squared distance of the desired steps' rewards to all ones, summed over the columns.
  [[nodiscard]] double error() const {
    Rollout<double> rollout(model, horizon, states.cols());
    rollout.scope.first_reward_step = options.desired_rewards == DesiredRewards::last ? horizon - 1 : 0;
    rollout.actions = plan.array().logistic();
    rollout.states.leftCols(states.cols()) = states;
    rollout.use_dropout = dropout > 0.0;
    Rng dropout_rng(mask_key);
    nn::dropout_mask<double>(dropout, dropout_rng, rollout.dropout_mask);
    forward(model, LiveWeights<double>(parameters), rollout);
    const Index steps = horizon - rollout.scope.first_reward_step;
    Vector<double> desired = Vector<double>::Zero(model.shape.reward_size);
    desired.head(std::lround(desired_reward * static_cast<double>(desired.size()))).setOnes();
    const auto distance = rollout.rewards.rightCols(steps * states.cols()).colwise() - desired;
    return distance.squaredNorm() / static_cast<double>(steps * model.shape.reward_size);
  }

  /// The problem of one column.
  [[nodiscard]] Problem alone(Index column) const {
    Problem result = *this;
    result.states = states.col(column);
    result.plan.resize(plan.rows(), horizon);
    for (Index t = 0; t < horizon; ++t) result.plan.col(t) = plan.col(t * columns + column);
    return result;
  }

  WorldModel model;
  DeductionOptions options;
  double dropout;
  double desired_reward = 1.0;
  Rng rng;
  nn::Parameters<double> parameters;
  Matrix<double> states;
  Matrix<double> plan;
};

TEST(RgrlDeduction, APassIsAStepAgainstTheGradientOfTheError) {
  for (const nn::CellKind cell : {nn::CellKind::rnn, nn::CellKind::gru, nn::CellKind::lstm}) {
    for (const DesiredRewards desired : {DesiredRewards::last, DesiredRewards::all}) {
      for (const double dropout : {0.0, 0.4}) {
        Problem problem(cell, desired, dropout);
        problem.desired_reward = dropout > 0.0 ? 0.6 : 1.0;  // two of three ones, or all
        const Matrix<double> before = problem.plan;
        problem.descend();
        const Matrix<double> gradient = (before - problem.plan) / problem.options.step_size;
        problem.plan = before;
        const auto check = nn::check_gradient([&problem] { return problem.error(); }, problem.plan, gradient);
        EXPECT_LT(check.largest_error, 1e-6) << check.worst;
        EXPECT_GT(gradient.norm(), 1e-6);
      }
    }
  }
}

TEST(RgrlDeduction, TheErrorsOfTheColumnsAreAddedWithoutDropout) {
  for (const DesiredRewards desired : {DesiredRewards::last, DesiredRewards::all}) {
    Problem problem(nn::CellKind::gru, desired, 0.0);
    problem.desired_reward = 0.3;
    Deduction<double> deduction(problem.model, problem.options, 0.4, problem.desired_reward, columns + 2);
    Vector<double> errors = Vector<double>::Ones(columns);
    deduction.add_errors(FrozenWeights<double>(problem.parameters), problem.states, problem.plan, errors);
    for (Index column = 0; column < columns; ++column) {
      EXPECT_NEAR(errors[column], 1.0 + problem.alone(column).error(), 1e-12);
    }
  }
}

TEST(RgrlDeduction, ALargerWorkspaceChangesNothing) {
  Problem fitting(nn::CellKind::gru, DesiredRewards::all, 0.4);
  Problem roomy = fitting;
  fitting.descend(columns);
  roomy.descend(columns + 4);
  EXPECT_EQ(roomy.plan, fitting.plan);
}

TEST(RgrlDeduction, ColumnsDoNotMix) {
  Problem together(nn::CellKind::gru, DesiredRewards::all, 0.0);
  for (Index column = 0; column < columns; ++column) {
    Problem alone = together.alone(column);
    alone.descend();
    Problem copy = together;
    copy.descend();
    for (Index t = 0; t < horizon; ++t) {
      EXPECT_TRUE(alone.plan.col(t).isApprox(copy.plan.col(t * columns + column), 1e-12));
    }
  }
}

TEST(RgrlDeduction, EveryPassLowersThePredictedError) {
  for (const DesiredRewards desired : {DesiredRewards::last, DesiredRewards::all}) {
    Problem problem(nn::CellKind::gru, desired, 0.0);
    problem.options.step_size = 5.0;
    const double first = problem.error();
    double error = first;
    for (int pass = 0; pass < 200; ++pass) {
      problem.descend();
      const double next = problem.error();
      ASSERT_LT(next, error) << "pass " << pass;
      error = next;
    }
    EXPECT_LT(error, 0.99 * first);
  }
}

TEST(RgrlDeduction, WithoutDropoutNoRandomNumberIsDrawn) {
  for (const double dropout : {0.0, 0.4}) {
    Problem problem(nn::CellKind::gru, DesiredRewards::last, dropout);
    Deduction<double> deduction(problem.model, problem.options, dropout, 1.0, columns);
    Rng dropout_rng(mask_key);
    deduction.descend(FrozenWeights<double>(problem.parameters), problem.states, problem.plan, dropout_rng);
    EXPECT_EQ(dropout_rng.position() == 0, dropout == 0.0);
  }
}

TEST(RgrlDrawMembers, RandomDrawsOneMemberAPassUniformly) {
  DeductionOptions options;
  options.iterations = 5000;
  options.member_selection = MemberSelection::random;
  Rng rng(RngKey(2));
  std::vector<int> order = {7};
  draw_members(options, 5, rng, order);
  ASSERT_EQ(order.size(), 5000U);
  double chi_square = 0.0;
  for (int member = 0; member < 5; ++member) {
    const auto count = static_cast<double>(std::ranges::count(order, member));
    chi_square += (count - 1000.0) * (count - 1000.0) / 1000.0;
  }
  EXPECT_EQ(std::ranges::count_if(order, [](int member) { return member < 0 || member >= 5; }), 0);
  EXPECT_LT(chi_square, 18.5);  // 4 degrees of freedom, p = 0.001
}

TEST(RgrlDrawMembers, ASweepVisitsAllMembersOnceAndShufflesTheOrderOfTheSweepBefore) {
  DeductionOptions options;
  options.iterations = 50;
  options.member_selection = MemberSelection::sweep;
  constexpr std::size_t members = 6;
  Rng rng(RngKey(3));
  Rng same(RngKey(3));
  std::vector<int> order;
  draw_members(options, members, rng, order);
  ASSERT_EQ(order.size(), 50 * members);
  std::vector<int> sweep(members);
  std::iota(sweep.begin(), sweep.end(), 0);
  for (std::size_t begin = 0; begin < order.size(); begin += members) {
    const std::span<const int> visited(order.data() + begin, members);
    EXPECT_THAT(visited, testing::UnorderedElementsAre(0, 1, 2, 3, 4, 5));
    same.shuffle(std::span(sweep));
    EXPECT_THAT(visited, testing::ElementsAreArray(sweep)) << "sweep at " << begin;
  }
  EXPECT_FALSE(std::equal(order.begin(), order.begin() + members, order.begin() + members));
}

TEST(RgrlDrawMembers, TheOrderKeepsItsCapacity) {
  DeductionOptions options;
  options.iterations = 20;
  Rng rng;
  for (const MemberSelection selection : {MemberSelection::random, MemberSelection::sweep}) {
    options.member_selection = selection;
    std::vector<int> order;
    order.reserve(60);
    const int* storage = order.data();
    for (int i = 0; i < 3; ++i) draw_members(options, 3, rng, order);
    EXPECT_EQ(order.data(), storage);
  }
}

}  // namespace
}  // namespace rlrun::learners::rgrl
