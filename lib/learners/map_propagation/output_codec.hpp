#pragma once

#include "lib/core/spaces.hpp"
#include "lib/learners/map_propagation/network.hpp"

namespace rlrun::learners::map_propagation {

/// How the output of a gaussian actor becomes the action.
enum class ActionScaling {
  bounds,     ///< [-1, 1] covers the space from bound to bound; clipped
  raw,        ///< taken as it is
  reference,  ///< output (high - low) - low, clipped: code of Chung 2020, where 0 is the upper bound of [-1, 1]
};

/// Between a network's output and the environment's actions.
class OutputCodec {
 public:
  /// All but ActionScaling::raw require finite bounds of a box.
  OutputCodec(const ActionSpace& space, ActionScaling scaling);

  /// Entries of the output: one a choice or one a component.
  [[nodiscard]] Index size() const { return size_; }
  [[nodiscard]] OutputUnit unit() const { return is_discrete_ ? OutputUnit::softmax : OutputUnit::gaussian; }

  /// The action of one output. action: action_rows entries, overwritten.
  template <class Scalar>
  void decode(const VectorView<Scalar>& output, MutableVectorView<double> action) const;

 private:
  bool is_discrete_ = false;
  Index size_ = 0;
  BoxSpace limits_;       ///< of the actions; infinite where outputs are taken as they are
  Vector<double> scale_;  ///< action = scale * output + shift
  Vector<double> shift_;
};

}  // namespace rlrun::learners::map_propagation
