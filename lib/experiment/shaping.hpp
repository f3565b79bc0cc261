#pragma once

#include "lib/config/factories.hpp"
#include "lib/core/learner.hpp"

namespace rlrun::experiment {

enum class ShapingKind {
  add,        ///< the grade of the step is paid: other policies may become the best
  potential,  ///< the discounted increase of the grade is paid: the best policies stay the best
};

/// What a learner is paid beside the rewards of the task.
struct ShapingOptions {
  Grade grade = {};  ///< empty: nothing
  double weight = 1.0;
  ShapingKind kind = ShapingKind::potential;
  double discount = 1.0;  ///< of potentials
};

/// Reads the mapping `shaping` of an environment with these grades.
ShapingOptions read_shaping(config::Reader environment, const config::Grades& grades);

/// Adds to the rewards that a learner gets
///   add:        weight * grade(step)
///   potential:  weight * (discount * phi(s') - phi(s)), phi = 0 where the task ended
/// (Ng, Harada and Russell 1999, "Policy invariance under reward transformations", theorem 1). The potential phi(s) is
/// the grade of a step of reward 0 that leads to s and ends nothing, so that it is a function of the observation alone.
class Shaping {
 public:
  Shaping(ShapingOptions options, Index num_envs);

  /// The same transitions with such rewards; valid until the next call. No allocation.
  TransitionBatch shape(const TransitionBatch& transitions);

 private:
  [[nodiscard]] double bonus(const TransitionBatch& transitions, Index column) const;
  [[nodiscard]] double potential(const VectorView<double>& observation) const;

  ShapingOptions options_;
  Vector<double> rewards_;
};

}  // namespace rlrun::experiment
