#include "lib/learners/rgrl/action_table.hpp"

namespace rlrun::learners::rgrl {
namespace {

constexpr Index most_actions = 8;

/// Columns that Eigen's products take at once; the last ones of another number are added up in another order.
constexpr Index column_block = 4;

}  // namespace

template <class Scalar>
ActionTable<Scalar>::ActionTable(const WorldModel& model, Index max_steps, Index max_columns)
    : distinct_(model, 1, most_actions), places_(static_cast<std::size_t>(max_steps * max_columns)) {
  distinct_.actions.setZero();
}

/// Returns false for too many.
template <class Scalar>
bool ActionTable<Scalar>::find_distinct(const MatrixView<Scalar>& actions) {
  count_ = 0;
  for (Index column = 0; column < actions.cols(); ++column) {
    Index place = 0;
    while (place < count_ && distinct_.actions.col(place) != actions.col(column)) ++place;
    if (place == most_actions) return false;
    if (place == count_) distinct_.actions.col(count_++) = actions.col(column);
    places_[static_cast<std::size_t>(column)] = place;
  }
  return true;
}

template <class Scalar>
bool ActionTable<Scalar>::fill(const WorldModel& model, const WeightProducts<Scalar>& weights,
                               Rollout<Scalar>& rollout) {
  const auto actions = rollout.used(rollout.actions);
  if (rollout.use_dropout || actions.cols() % column_block != 0 || !find_distinct(actions)) return false;
  const Index blocks = (count_ + column_block - 1) / column_block;
  distinct_.scope = {.steps = 1, .columns = blocks * column_block, .first_reward_step = 0, .last_state = false};
  forward_actions(model, weights, distinct_);
  for (Index column = 0; column < actions.cols(); ++column) {
    rollout.input1.col(column) = distinct_.input1.col(places_[static_cast<std::size_t>(column)]);
  }
  return true;
}

template class ActionTable<float>;
template class ActionTable<double>;

}  // namespace rlrun::learners::rgrl
