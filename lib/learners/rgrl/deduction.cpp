#include "lib/learners/rgrl/deduction.hpp"

#include <cmath>
#include <numeric>

#include "lib/nn/dropout.hpp"

namespace rlrun::learners::rgrl {

template <class Scalar>
Deduction<Scalar>::Deduction(const WorldModel& model, const DeductionOptions& options, double dropout,
                             double desired_reward, Index max_columns)
    : model_(&model),
      options_(options),
      dropout_(dropout),
      desired_reward_(Vector<Scalar>::Zero(model.shape.reward_size)),
      rollout_(model, options.horizon, max_columns),
      gradient_(model, options.horizon, max_columns) {
  const bool last_only = options.desired_rewards == DesiredRewards::last;
  rollout_.scope.first_reward_step = last_only ? options.horizon - 1 : 0;
  rollout_.scope.last_state = false;
  desired_reward_.head(std::lround(desired_reward * static_cast<double>(model.shape.reward_size))).setOnes();
}

/// Predicts the rewards of the plan; the dropout mask is given.
template <class Scalar>
void Deduction<Scalar>::predict(const WeightProducts<Scalar>& weights, const MatrixView<Scalar>& states,
                                const MatrixView<Scalar>& plan) {
  rollout_.used(rollout_.actions) = plan.array().logistic();
  rollout_.step_of(rollout_.states, 0) = states;
  forward(*model_, weights, rollout_);
}

/// Entries of the reward vectors of a column that have a desired value.
template <class Scalar>
Scalar Deduction<Scalar>::desired_entries() const {
  return static_cast<Scalar>(model_->shape.reward_size * (rollout_.scope.steps - rollout_.scope.first_reward_step));
}

template <class Scalar>
void Deduction<Scalar>::descend(const WeightProducts<Scalar>& weights, const MatrixView<Scalar>& states,
                                MutableMatrixView<Scalar> plan, Rng& dropout_rng) {
  RolloutScope& scope = rollout_.scope;
  scope.columns = states.cols();
  rollout_.use_dropout = dropout_ > 0.0;
  if (rollout_.use_dropout) nn::dropout_mask<Scalar>(dropout_, dropout_rng, rollout_.used(rollout_.dropout_mask));
  predict(weights, states, plan);

  const Index first = scope.first_reward_step * scope.columns;
  const Index count = (scope.steps - scope.first_reward_step) * scope.columns;
  gradient_.d_rewards.middleCols(first, count) =
      (rollout_.rewards.middleCols(first, count).colwise() - desired_reward_) * (Scalar(2) / desired_entries());
  backward(*model_, weights, rollout_, gradient_);

  // actions = sigmoid(plan)
  const auto actions = rollout_.used(rollout_.actions);
  plan.array() -= static_cast<Scalar>(options_.step_size) * rollout_.used(gradient_.d_actions).array() *
                  actions.array() * (Scalar(1) - actions.array());
}

template <class Scalar>
void Deduction<Scalar>::add_errors(const WeightProducts<Scalar>& weights, const MatrixView<Scalar>& states,
                                   const MatrixView<Scalar>& plan, MutableVectorView<double> errors) {
  const RolloutScope& scope = rollout_.scope;
  rollout_.scope.columns = states.cols();
  rollout_.use_dropout = false;
  predict(weights, states, plan);
  for (Index step = scope.first_reward_step; step < scope.steps; ++step) {
    for (Index column = 0; column < scope.columns; ++column) {
      const auto distance = rollout_.rewards.col(step * scope.columns + column) - desired_reward_;
      errors[column] += static_cast<double>(distance.squaredNorm() / desired_entries());
    }
  }
}

void draw_members(const DeductionOptions& options, int ensemble_size, Rng& rng, std::vector<int>& order) {
  order.clear();
  const auto size = static_cast<std::size_t>(ensemble_size);
  if (options.member_selection == MemberSelection::random) {
    for (int i = 0; i < options.iterations; ++i) order.push_back(static_cast<int>(rng.below(size)));
    return;
  }
  for (int i = 0; i < options.iterations; ++i) {
    for (int member = 0; member < ensemble_size; ++member) order.push_back(member);
    const auto last = order.end() - ensemble_size;
    if (i > 0) std::copy_n(last - ensemble_size, ensemble_size, last);
    rng.shuffle(std::span(order).last(size));
  }
}

template class Deduction<float>;
template class Deduction<double>;

}  // namespace rlrun::learners::rgrl
