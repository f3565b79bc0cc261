#pragma once

#include <span>

#include "lib/learners/rgrl/action_table.hpp"
#include "lib/learners/rgrl/experience.hpp"
#include "lib/learners/rgrl/options.hpp"
#include "lib/learners/rgrl/world_model.hpp"

namespace rlrun::learners::rgrl {

/// One pass of a world model over a batch of windows of the experience: predictions, errors, gradients.
template <class Scalar>
class WindowPass {
 public:
  /// Workspace for batches of up to max_windows windows.
  WindowPass(const WorldModel& model, Index chunk, Index max_windows, double dropout);

  /// Predicts the reward vectors of the given windows, and the state vectors where `with_states`.
  void predict(const WeightProducts<Scalar>& weights, const Experience<Scalar>& experience,
               std::span<const Index> windows, bool with_states, Rng& dropout_rng);

  /// Error of the predicted reward vectors of the batch's window `column`.
  [[nodiscard]] double priority_error(Index column, PriorityError kind) const;

  /// Sums of the elementwise losses of rewards and states over the batch.
  [[nodiscard]] double reward_loss_sum(nn::Loss loss) const;
  [[nodiscard]] double state_loss_sum(nn::Loss loss) const;

  /// Adds to d_parameters the gradient of the sum over the batch's windows of (mean loss of the reward sequence + mean
  /// loss of the state sequence), divided by `windows`. Requires predict(..., with_states = true, ...).
  void accumulate_gradient(const WeightProducts<Scalar>& weights, nn::Loss loss, Index windows,
                           nn::Parameters<Scalar>& d_parameters);

  /// A step of plain gradient descent along this gradient with `windows` the batch's. Returns the squared norm of the
  /// gradient; when it is not finite, the parameters are spoiled. `weights` views `parameters`.
  double descend(const WeightProducts<Scalar>& weights, nn::Loss loss, Scalar rate, nn::Parameters<Scalar>& parameters);

 private:
  void backpropagate(const WeightProducts<Scalar>& weights, nn::Loss loss, Index windows);

  const WorldModel* model_;
  Index chunk_;
  double dropout_;
  Rollout<Scalar> rollout_;
  RolloutGradient<Scalar> gradient_;
  ActionTable<Scalar> action_table_;  ///< for passes without gradients
  Matrix<Scalar> initial_states_;
  Matrix<Scalar> target_rewards_;
  Matrix<Scalar> target_states_;
};

}  // namespace rlrun::learners::rgrl
