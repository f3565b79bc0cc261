#pragma once

#include <vector>

#include "lib/learners/rgrl/world_model.hpp"

namespace rlrun::learners::rgrl {

/// What forward_actions computes, for rollouts whose steps share a few actions, as those of discrete ones do: layer 0
/// has no memory, so that every distinct action is computed once.
template <class Scalar>
class ActionTable {
 public:
  /// For rollouts of up to so many steps and columns.
  ActionTable(const WorldModel& model, Index max_steps, Index max_columns);

  /// Fills rollout.input1 from its actions and nothing else, so that no backward pass may follow. Returns false, and
  /// leaves it to forward_actions, for dropout, for more than 8 distinct actions, and for a number of columns that is
  /// no multiple of 4. Both agree but for rounding: a product with few columns may add up in another order than one
  /// with many. Which of them is taken depends on the rollout alone, so that a run repeats to the bit. No allocation.
  bool fill(const WorldModel& model, const WeightProducts<Scalar>& weights, Rollout<Scalar>& rollout);

 private:
  bool find_distinct(const MatrixView<Scalar>& actions);

  Rollout<Scalar> distinct_;   ///< one step; a column for every distinct action
  Index count_ = 0;            ///< of these
  std::vector<Index> places_;  ///< of every column's action among them
};

}  // namespace rlrun::learners::rgrl
