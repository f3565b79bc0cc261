#include "lib/learners/rgrl/window_pass.hpp"

#include "lib/nn/dropout.hpp"

namespace rlrun::learners::rgrl {

template <class Scalar>
WindowPass<Scalar>::WindowPass(const WorldModel& model, Index chunk, Index max_windows, double dropout)
    : model_(&model),
      chunk_(chunk),
      dropout_(dropout),
      rollout_(model, chunk, max_windows),
      gradient_(model, chunk, max_windows),
      action_table_(model, chunk, max_windows),
      initial_states_(model.shape.state_size, max_windows),
      target_rewards_(model.shape.reward_size, chunk * max_windows),
      target_states_(model.shape.state_size, chunk * max_windows) {
  rollout_.use_dropout = dropout > 0.0;
  gradient_.use_state_loss = true;
}

template <class Scalar>
void WindowPass<Scalar>::predict(const WeightProducts<Scalar>& weights, const Experience<Scalar>& experience,
                                 std::span<const Index> windows, bool with_states, Rng& dropout_rng) {
  const auto columns = static_cast<Index>(windows.size());
  rollout_.scope = {.steps = chunk_, .columns = columns, .first_reward_step = 0, .last_state = with_states};
  for (Index column = 0; column < columns; ++column) {
    experience.copy_window(windows[static_cast<std::size_t>(column)], column, columns, initial_states_,
                           rollout_.actions, target_rewards_, target_states_);
  }
  rollout_.step_of(rollout_.states, 0) = initial_states_.leftCols(columns);
  if (rollout_.use_dropout) nn::dropout_mask<Scalar>(dropout_, dropout_rng, rollout_.used(rollout_.dropout_mask));
  if (with_states || !action_table_.fill(*model_, weights, rollout_)) forward_actions(*model_, weights, rollout_);
  forward_states(*model_, weights, rollout_);
}

template <class Scalar>
double WindowPass<Scalar>::priority_error(Index column, PriorityError kind) const {
  double error = 0.0;
  for (Index t = 0; t < chunk_; ++t) {
    const Index position = t * rollout_.scope.columns + column;
    const auto difference = (rollout_.rewards.col(position) - target_rewards_.col(position)).array();
    error += static_cast<double>(kind == PriorityError::absolute ? difference.abs().sum() : difference.square().sum());
  }
  return kind == PriorityError::squared_over_size ? error / static_cast<double>(model_->shape.reward_size) : error;
}

template <class Scalar>
double WindowPass<Scalar>::reward_loss_sum(nn::Loss loss) const {
  return nn::loss_sum<Scalar>(loss, rollout_.used(rollout_.rewards), rollout_.used(target_rewards_));
}

template <class Scalar>
double WindowPass<Scalar>::state_loss_sum(nn::Loss loss) const {
  const Index columns = rollout_.scope.columns;
  return nn::loss_sum<Scalar>(loss, rollout_.states.middleCols(columns, chunk_ * columns),
                              rollout_.used(target_states_));
}

template <class Scalar>
void WindowPass<Scalar>::backpropagate(const WeightProducts<Scalar>& weights, nn::Loss loss, Index windows) {
  const auto steps = static_cast<double>(chunk_ * windows);
  const auto scale = [steps](Index entries) {
    return static_cast<Scalar>(1.0 / (steps * static_cast<double>(entries)));
  };
  const Index columns = rollout_.scope.columns;
  nn::loss_gradient<Scalar>(loss, rollout_.used(rollout_.rewards), rollout_.used(target_rewards_),
                            scale(model_->shape.reward_size), rollout_.used(gradient_.d_rewards));
  nn::loss_gradient<Scalar>(loss, rollout_.states.middleCols(columns, chunk_ * columns), rollout_.used(target_states_),
                            scale(model_->shape.state_size), rollout_.used(gradient_.d_states));
  backward(*model_, weights, rollout_, gradient_);
}

template <class Scalar>
void WindowPass<Scalar>::accumulate_gradient(const WeightProducts<Scalar>& weights, nn::Loss loss, Index windows,
                                             nn::Parameters<Scalar>& d_parameters) {
  backpropagate(weights, loss, windows);
  accumulate_parameter_gradient(*model_, rollout_, gradient_, d_parameters);
}

template <class Scalar>
double WindowPass<Scalar>::descend(const WeightProducts<Scalar>& weights, nn::Loss loss, Scalar rate,
                                   nn::Parameters<Scalar>& parameters) {
  backpropagate(weights, loss, rollout_.scope.columns);
  return rgrl::descend(*model_, rollout_, gradient_, rate, parameters);
}

template class WindowPass<float>;
template class WindowPass<double>;

}  // namespace rlrun::learners::rgrl
