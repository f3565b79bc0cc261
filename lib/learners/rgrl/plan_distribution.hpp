#pragma once

#include <vector>

#include "lib/core/rng.hpp"
#include "lib/learners/rgrl/options.hpp"

namespace rlrun::learners::rgrl {

/// From what random shooting and the cross-entropy method draw the plans of an environment: pre-activations that are
/// normal and independent of each other. In the first round all have mean 0 and deviation `spread`; cross_entropy then
/// takes the mean and the deviation of the best plans of the round before, entry by entry (Rubinstein, "The
/// cross-entropy method for combinatorial and continuous optimization", 1999).
template <class Scalar>
class PlanDistribution {
 public:
  PlanDistribution(const DeductionOptions& options, Index action_size);

  /// Back to that of the first round.
  void reset();

  /// plans: (A x T*samples), plan after plan, overwritten. No allocation.
  void draw(Rng& rng, MutableMatrixView<Scalar> plans) const;

  /// Takes that of the elites: the plans of the smallest errors, of equal ones the first. No allocation.
  /// plans: as drawn; errors: one a plan.
  void refit(const MatrixView<Scalar>& plans, const VectorView<double>& errors);

 private:
  DeductionOptions options_;
  Matrix<Scalar> means_;       ///< (A x T)
  Matrix<Scalar> deviations_;  ///< (A x T)
  std::vector<Index> order_;   ///< plans by their errors
};

}  // namespace rlrun::learners::rgrl
