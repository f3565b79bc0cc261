#include "lib/learners/rgrl/window_pass.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lib/nn/gradient_check.hpp"
#include "tests/unit/learners/rgrl_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

constexpr Index chunk = 2;
const RngKey mask_key(9);
const std::vector<Index> windows = {3, 0, 3};

struct Problem {
  explicit Problem(double dropout)
      : parameters(random_parameters(model, rng)),
        experience(random_experience(model.shape, {4, 3}, rng)),
        pass(model, chunk, 5, dropout) {}

  void predict(const std::vector<Index>& of, bool with_states = true) {
    Rng dropout_rng(mask_key);
    pass.predict(LiveWeights<double>(parameters), experience, of, with_states, dropout_rng);
  }

  /// Mean over the windows of (mean loss of the rewards + mean loss of the states).
  double loss(nn::Loss kind) {
    predict(windows);
    const auto steps = static_cast<double>(chunk * static_cast<Index>(windows.size()));
    return pass.reward_loss_sum(kind) / (steps * static_cast<double>(model.shape.reward_size)) +
           pass.state_loss_sum(kind) / (steps * static_cast<double>(model.shape.state_size));
  }

  Rng rng = Rng(RngKey(1));
  WorldModel model = WorldModel(small_shape(nn::CellKind::gru, true));
  nn::Parameters<double> parameters;
  Experience<double> experience;
  WindowPass<double> pass;
};

TEST(RgrlWindowPass, GradientOfTheMeanLoss) {
  for (const nn::Loss kind : {nn::Loss::mse, nn::Loss::bce}) {
    for (const double dropout : {0.0, 0.4}) {
      Problem problem(dropout);
      problem.predict(windows);
      nn::Parameters<double> gradient(problem.model.layout);
      problem.pass.accumulate_gradient(LiveWeights<double>(problem.parameters), kind, 3, gradient);
      const auto check = nn::check_gradient([&problem, kind] { return problem.loss(kind); }, problem.parameters.flat(),
                                            gradient.flat());
      EXPECT_LT(check.largest_error, 1e-6) << check.worst;
    }
  }
}

TEST(RgrlWindowPass, GradientsOfBatchesAddUp) {
  Problem problem(0.0);
  const LiveWeights<double> weights(problem.parameters);
  nn::Parameters<double> together(problem.model.layout);
  problem.predict(windows);
  problem.pass.accumulate_gradient(weights, nn::Loss::mse, 3, together);
  nn::Parameters<double> added(problem.model.layout);
  for (const Index window : windows) {
    problem.predict({window});
    problem.pass.accumulate_gradient(weights, nn::Loss::mse, 3, added);
  }
  EXPECT_TRUE(added.flat().isApprox(together.flat(), 1e-12));
}

/// Predicted rewards of one window, against those that were seen.
Matrix<double> reward_differences(const Problem& problem, Index window) {
  const WorldModelShape& shape = problem.model.shape;
  Rollout<double> rollout(problem.model, chunk, 1);
  Matrix<double> states(shape.state_size, 1);
  Matrix<double> rewards(shape.reward_size, chunk);
  Matrix<double> next_states(shape.state_size, chunk);
  problem.experience.copy_window(window, 0, 1, states, rollout.actions, rewards, next_states);
  rollout.states.col(0) = states;
  forward(problem.model, LiveWeights<double>(problem.parameters), rollout);
  return rollout.rewards - rewards;
}

TEST(RgrlWindowPass, PriorityErrorsSumOverTheWindow) {
  Problem problem(0.0);
  for (const bool with_states : {false, true}) {
    problem.predict(windows, with_states);
    for (std::size_t i = 0; i < windows.size(); ++i) {
      const Matrix<double> difference = reward_differences(problem, windows[i]);
      const auto error = [&](PriorityError kind) { return problem.pass.priority_error(static_cast<Index>(i), kind); };
      EXPECT_NEAR(error(PriorityError::absolute), difference.cwiseAbs().sum(), 1e-12);
      EXPECT_NEAR(error(PriorityError::squared), difference.squaredNorm(), 1e-12);
      EXPECT_NEAR(error(PriorityError::squared_over_size), difference.squaredNorm() / 3.0, 1e-12);
    }
  }
}

}  // namespace
}  // namespace rlrun::learners::rgrl
