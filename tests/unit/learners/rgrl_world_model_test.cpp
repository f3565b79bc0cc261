#include "lib/learners/rgrl/world_model.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <sstream>

#include "lib/nn/dropout.hpp"
#include "lib/nn/gradient_check.hpp"
#include "tests/unit/learners/rgrl_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

struct Variant {
  nn::CellKind cell = nn::CellKind::gru;
  bool bias = false;
  Index steps = 3;
  Index columns = 2;
  Index first_reward_step = 0;
  bool state_loss = true;
  bool dropout = false;
  Index first_layer_size = 0;
};

std::ostream& operator<<(std::ostream& out, const Variant& variant) {
  return out << (variant.bias ? "bias, " : "") << variant.steps << " steps, " << variant.columns
             << " columns, rewards from step " << variant.first_reward_step
             << (variant.state_loss ? ", state loss" : "") << (variant.dropout ? ", dropout" : "");
}

WorldModelShape shape_of(const Variant& variant) {
  WorldModelShape shape = small_shape(variant.cell, variant.bias);
  shape.first_layer_size = variant.first_layer_size;
  return shape;
}

/// A network with random weights and inputs, and random upstream gradients.
struct Problem {
  Problem(const Variant& chosen, Rng& rng)
      : variant(chosen),
        model(shape_of(variant)),
        parameters(random_parameters(model, rng)),
        rollout(model, variant.steps, variant.columns),
        d_rewards(random_matrix(model.shape.reward_size, width(), rng)),
        d_states(random_matrix(model.shape.state_size, width(), rng)) {
    rollout.scope.first_reward_step = variant.first_reward_step;
    rollout.scope.last_state = variant.state_loss;
    rollout.use_dropout = variant.dropout;
    fill(rollout, rng);
  }

  [[nodiscard]] Index width() const { return variant.steps * variant.columns; }

  void fill(Rollout<double>& target, Rng& rng) const {
    target.used(target.actions) = uniform_matrix(model.shape.action_size, width(), rng);
    target.step_of(target.states, 0) = uniform_matrix(model.shape.state_size, variant.columns, rng);
    nn::dropout_mask<double>(0.4, rng, target.used(target.dropout_mask));
  }

  /// The upstream gradients times the predictions, summed.
  double value() {
    forward(model, LiveWeights<double>(parameters), rollout);
    const Index count = width() - variant.first_reward_step * variant.columns;
    const double rewards = d_rewards.rightCols(count).cwiseProduct(rollout.rewards.rightCols(count)).sum();
    return variant.state_loss ? rewards + d_states.cwiseProduct(rollout.states.rightCols(width())).sum() : rewards;
  }

  RolloutGradient<double> run_backward(const WeightProducts<double>& weights, const Rollout<double>& of,
                                       RolloutGradient<double> gradient) const {
    of.used(gradient.d_rewards) = d_rewards;
    of.used(gradient.d_states) = d_states;
    gradient.use_state_loss = variant.state_loss;
    gradient.want_initial_state = true;
    backward(model, weights, of, gradient);
    return gradient;
  }

  Variant variant;
  WorldModel model;
  nn::Parameters<double> parameters;
  Rollout<double> rollout;
  Matrix<double> d_rewards;
  Matrix<double> d_states;
};

void expect_gradient(Problem& problem, MutableMatrixView<double> point, const MatrixView<double>& gradient,
                     const char* name) {
  const nn::GradientCheck check = nn::check_gradient([&problem] { return problem.value(); }, point, gradient);
  EXPECT_LT(check.largest_error, 1e-6) << name << ": " << check.worst;
}

void check_gradients(const Variant& variant, Rng& rng) {
  SCOPED_TRACE((std::ostringstream() << variant).str());
  Problem problem(variant, rng);
  problem.value();
  const RolloutGradient<double> gradient =
      problem.run_backward(LiveWeights<double>(problem.parameters), problem.rollout,
                           RolloutGradient<double>(problem.model, variant.steps, variant.columns));
  nn::Parameters<double> d_parameters(problem.model.layout);
  accumulate_parameter_gradient(problem.model, problem.rollout, gradient, d_parameters);
  expect_gradient(problem, problem.rollout.actions, gradient.d_actions, "actions");
  expect_gradient(problem, problem.rollout.states.leftCols(variant.columns), gradient.d_state, "initial state");
  expect_gradient(problem, problem.parameters.flat(), d_parameters.flat(), "parameters");
}

void check_cell(nn::CellKind cell) {
  Rng rng(RngKey(1));
  for (const auto& [steps, columns] : {std::pair<Index, Index>(1, 1), {4, 1}, {3, 2}}) {
    for (const Index first_reward_step : {Index(0), steps - 1}) {
      for (int choice = 0; choice < 8; ++choice) {
        check_gradients({.cell = cell,
                         .bias = (choice & 1) != 0,
                         .steps = steps,
                         .columns = columns,
                         .first_reward_step = first_reward_step,
                         .state_loss = (choice & 2) != 0,
                         .dropout = (choice & 4) != 0,
                         .first_layer_size = steps > 1 ? steps + 2 : 0},
                        rng);
      }
    }
  }
}

TEST(RgrlWorldModel, RnnGradients) { check_cell(nn::CellKind::rnn); }
TEST(RgrlWorldModel, GruGradients) { check_cell(nn::CellKind::gru); }
TEST(RgrlWorldModel, LstmGradients) { check_cell(nn::CellKind::lstm); }

constexpr std::array cells = {nn::CellKind::rnn, nn::CellKind::gru, nn::CellKind::lstm};

TEST(RgrlWorldModel, ASmallerScopeInTheSameWorkspaceGivesTheSameAsAFittingOne) {
  Rng rng(RngKey(2));
  for (const nn::CellKind cell : cells) {
    Problem problem({.cell = cell, .bias = true, .dropout = true}, rng);
    const LiveWeights<double> weights(problem.parameters);
    problem.value();
    const RolloutGradient<double> fitting =
        problem.run_backward(weights, problem.rollout, RolloutGradient<double>(problem.model, 3, 2));

    Rollout<double> large(problem.model, 5, 4);
    RolloutGradient<double> large_gradient(problem.model, 5, 4);
    large.use_dropout = true;
    large.actions = uniform_matrix(2, 20, rng);
    large.states.leftCols(4) = uniform_matrix(4, 4, rng);
    large.dropout_mask.setOnes();
    forward(problem.model, weights, large);  // leaves its traces
    large_gradient.d_rewards.setOnes();
    large_gradient.d_states.setOnes();
    backward(problem.model, weights, large, large_gradient);

    large.scope = problem.rollout.scope;
    large.used(large.actions) = problem.rollout.actions;
    large.used(large.dropout_mask) = problem.rollout.dropout_mask;
    large.step_of(large.states, 0) = problem.rollout.step_of(problem.rollout.states, 0);
    forward(problem.model, weights, large);
    EXPECT_TRUE(large.used(large.rewards).isApprox(problem.rollout.rewards, 1e-14));
    EXPECT_TRUE(large.states.leftCols(8).isApprox(problem.rollout.states, 1e-14));
    large_gradient = problem.run_backward(weights, large, large_gradient);
    EXPECT_TRUE(large.used(large_gradient.d_actions).isApprox(fitting.d_actions, 1e-14));
    EXPECT_TRUE(large_gradient.d_state.leftCols(2).isApprox(fitting.d_state, 1e-14));

    nn::Parameters<double> expected(problem.model.layout);
    nn::Parameters<double> d_parameters(problem.model.layout);
    accumulate_parameter_gradient(problem.model, problem.rollout, fitting, expected);
    accumulate_parameter_gradient(problem.model, large, large_gradient, d_parameters);
    EXPECT_TRUE(d_parameters.flat().isApprox(expected.flat(), 1e-13));
  }
}

TEST(RgrlWorldModel, FrozenAndLiveWeightsAgree) {
  Rng rng(RngKey(3));
  for (const nn::CellKind cell : cells) {
    Problem problem({.cell = cell, .bias = true, .dropout = true}, rng);
    Rollout<double> frozen = problem.rollout;
    problem.value();
    const FrozenWeights<double> weights(problem.parameters);
    forward(problem.model, weights, frozen);
    EXPECT_TRUE(frozen.rewards.isApprox(problem.rollout.rewards, 1e-13));
    EXPECT_TRUE(frozen.states.isApprox(problem.rollout.states, 1e-13));
    const RolloutGradient<double> empty(problem.model, 3, 2);
    const auto expected = problem.run_backward(LiveWeights<double>(problem.parameters), problem.rollout, empty);
    const auto gradient = problem.run_backward(weights, frozen, empty);
    EXPECT_TRUE(gradient.d_actions.isApprox(expected.d_actions, 1e-13));
    EXPECT_TRUE(gradient.d_state.isApprox(expected.d_state, 1e-13));
  }
}

TEST(RgrlWorldModel, LeavingOutTheLastStateChangesNoGradientOfTheRewards) {
  Rng rng(RngKey(4));
  Problem problem({.first_reward_step = 2, .state_loss = false}, rng);
  const LiveWeights<double> weights(problem.parameters);
  const auto gradients = [&](bool last_state) {
    problem.rollout.scope.last_state = last_state;
    forward(problem.model, weights, problem.rollout);
    const auto gradient = problem.run_backward(weights, problem.rollout, RolloutGradient<double>(problem.model, 3, 2));
    nn::Parameters<double> d_parameters(problem.model.layout);
    accumulate_parameter_gradient(problem.model, problem.rollout, gradient, d_parameters);
    return std::pair(gradient.d_actions, d_parameters.flat());
  };
  EXPECT_EQ(gradients(true), gradients(false));
}

TEST(RgrlWorldModel, ColumnsDoNotMix) {
  Rng rng(RngKey(5));
  Problem problem({.cell = nn::CellKind::lstm}, rng);
  problem.value();
  const Matrix<double> before = problem.rollout.rewards;
  problem.rollout.actions.col(1).array() += 1.0;  // step 0 of column 1
  problem.value();
  for (Index t = 0; t < 3; ++t) {
    EXPECT_EQ(problem.rollout.rewards.col(2 * t), before.col(2 * t));
    EXPECT_GT((problem.rollout.rewards.col(2 * t + 1) - before.col(2 * t + 1)).norm(), 1e-6);
  }
}

TEST(RgrlWorldModel, ActionsOfAStepChangeNoEarlierPrediction) {
  Rng rng(RngKey(6));
  Problem problem({.columns = 1}, rng);
  problem.value();
  const Matrix<double> before = problem.rollout.rewards;
  problem.rollout.actions.col(1).array() += 1.0;
  problem.value();
  EXPECT_EQ(problem.rollout.rewards.col(0), before.col(0));
  EXPECT_GT((problem.rollout.rewards.col(1) - before.col(1)).norm(), 1e-4);
  EXPECT_GT((problem.rollout.rewards.col(2) - before.col(2)).norm(), 1e-6);
}

TEST(RgrlWorldModel, EachLayerIsInitialisedByItsOwnSize) {
  const WorldModel model({.state_size = 64, .action_size = 2, .reward_size = 3, .bias = true, .first_layer_size = 16});
  nn::Parameters<double> parameters(model.layout);
  Rng rng(RngKey(9));
  initialise(model, {.kind = nn::Initialiser::normal}, rng, parameters);
  EXPECT_EQ(parameters[model.weight_ih0].rows(), 3 * 16);
  EXPECT_EQ(parameters[model.weight_ih1].cols(), 16);
  EXPECT_NEAR(parameters[model.weight_ih0].cwiseAbs().maxCoeff(), 1.0 / 4.0, 0.02);
  EXPECT_NEAR(parameters[model.bias_hh0].cwiseAbs().maxCoeff(), 1.0 / 4.0, 0.03);
  EXPECT_NEAR(parameters[model.weight_ih1].cwiseAbs().maxCoeff(), 1.0 / 8.0, 0.01);
}

TEST(RgrlWorldModel, InitialisesHeadsByTheGivenRuleAndAllElseLikePyTorch) {
  const WorldModel model(
      {.cell = nn::CellKind::gru, .state_size = 64, .action_size = 2, .reward_size = 32, .bias = true});
  nn::Parameters<double> parameters(model.layout);
  Rng rng(RngKey(7));
  initialise(model, {.kind = nn::Initialiser::normal}, rng, parameters);
  for (const Index head : {model.weight_reward, model.weight_state}) {
    EXPECT_NEAR(parameters[head].array().square().mean(), 1.0, 0.15);
    EXPECT_NEAR(parameters[head].mean(), 0.0, 0.1);
  }
  const double bound = 1.0 / std::sqrt(64.0);
  for (const Index id : {model.weight_ih0, model.weight_ih1, model.weight_hh1, model.bias_ih0, model.bias_hh0,
                         model.bias_ih1, model.bias_hh1, model.bias_reward, model.bias_state}) {
    EXPECT_LE(parameters[id].cwiseAbs().maxCoeff(), bound) << id;
    EXPECT_GT(parameters[id].cwiseAbs().maxCoeff(), 0.8 * bound) << id;
  }
}

}  // namespace
}  // namespace rlrun::learners::rgrl
