#pragma once

#include "lib/core/spaces.hpp"

namespace rlrun::learners::rgrl {

/// Between the environment's actions and the action vectors in [0, 1] that the world model sees.
/// Discrete: one entry an action, one-hot. Box: one entry a component, mapped linearly to [low, high].
class ActionCodec {
 public:
  /// Requires finite bounds of a box.
  explicit ActionCodec(ActionSpace space) : space_(std::move(space)) {}

  /// Entries of an action vector.
  [[nodiscard]] Index size() const;

  /// The pre-activation at which all entries are alike and sum to 1, as those of a one-hot action do; 0 for a box and
  /// where there is but one action.
  [[nodiscard]] double one_hot_center() const;

  /// The environment's action for the first step of a plan. pre_activation: size() entries, before the sigmoid.
  /// Discrete: the largest entry (the first of equal ones). action: action_rows entries, overwritten.
  template <class Scalar>
  void decode(const VectorView<Scalar>& pre_activation, MutableVectorView<double> action) const;

  /// The pre-activation whose sigmoid is the action vector of the action that `decode` gives for this one: one-hot
  /// where actions are discrete, the same for a box. Both: size() entries; taken: overwritten.
  template <class Scalar>
  void take(const VectorView<Scalar>& pre_activation, MutableVectorView<Scalar> taken) const;

  /// The action vector to learn from. action: the environment's; vector: size() entries, overwritten.
  template <class Scalar>
  void encode(const VectorView<double>& action, MutableVectorView<Scalar> vector) const;

 private:
  ActionSpace space_;
};

}  // namespace rlrun::learners::rgrl
