#pragma once

#include <span>
#include <vector>

#include "lib/core/rng.hpp"
#include "lib/learners/rgrl/options.hpp"
#include "lib/learners/rgrl/world_model.hpp"

namespace rlrun::learners::rgrl {

/// Finds plans by gradient descent on the network's inputs (paper, equation (1)), for a block of columns.
/// A plan of B columns is a matrix of pre-activations (A x T*B), time-major; the network sees sigmoid of it.
template <class Scalar>
class Deduction {
 public:
  /// Workspace for up to max_columns columns.
  /// desired_reward: share of leading ones of the desired reward vectors; 1: all ones, as in the paper.
  Deduction(const WorldModel& model, const DeductionOptions& options, double dropout, double desired_reward,
            Index max_columns);

  /// One pass: u <- u - step_size * dE/du for the mean squared distance E of the predicted reward vectors to the
  /// desired ones, with `weights` for all columns.
  /// states: (S x B); plan: (A x T*B), updated. dropout_rng is drawn from only where dropout > 0. No allocation.
  void descend(const WeightProducts<Scalar>& weights, const MatrixView<Scalar>& states, MutableMatrixView<Scalar> plan,
               Rng& dropout_rng);

  /// Adds to errors[column] the error E of that column's plan, predicted with `weights` and without dropout.
  /// errors: B entries. No allocation.
  void add_errors(const WeightProducts<Scalar>& weights, const MatrixView<Scalar>& states,
                  const MatrixView<Scalar>& plan, MutableVectorView<double> errors);

 private:
  void predict(const WeightProducts<Scalar>& weights, const MatrixView<Scalar>& states, const MatrixView<Scalar>& plan);
  [[nodiscard]] Scalar desired_entries() const;

  const WorldModel* model_;
  DeductionOptions options_;
  double dropout_;
  Vector<Scalar> desired_reward_;  ///< R
  Rollout<Scalar> rollout_;
  RolloutGradient<Scalar> gradient_;
};

/// Draws which members the passes of one deduction visit, in order; it lasts for `iterations` entries with random
/// selection and iterations * ensemble_size with a sweep. `order` keeps its capacity.
void draw_members(const DeductionOptions& options, int ensemble_size, Rng& rng, std::vector<int>& order);

}  // namespace rlrun::learners::rgrl
