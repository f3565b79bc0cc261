#pragma once

#include <optional>

#include "lib/core/spaces.hpp"
#include "lib/learners/common/box_map.hpp"
#include "lib/learners/map_propagation/network.hpp"

namespace rlrun::learners::map_propagation {

/// How the output of a gaussian actor becomes the action.
enum class ActionScaling {
  bounds,  ///< clipped to [-1, 1], which then covers the space from bound to bound
  raw,     ///< taken as it is
};

/// Between a network's output and the environment's actions.
class OutputCodec {
 public:
  /// ActionScaling::bounds requires finite bounds of a box.
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
  std::optional<BoxMap> bounds_;  ///< of outputs that are scaled
};

}  // namespace rlrun::learners::map_propagation
