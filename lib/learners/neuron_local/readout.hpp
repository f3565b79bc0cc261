#pragma once

#include <optional>

#include "lib/core/rng.hpp"
#include "lib/core/spaces.hpp"
#include "lib/learners/common/box_map.hpp"
#include "lib/learners/neuron_local/options.hpp"

namespace rlrun::learners::neuron_local {

/// How output neurons become an action of the environment.
class Readout {
 public:
  /// Boxes must have finite bounds.
  Readout(const ReadoutOptions& options, const ActionSpace& space);

  /// Output neurons.
  [[nodiscard]] Index size() const { return size_; }
  /// True where outputs beyond [-1, 1] do the same as those at its ends: neurons of boxes then put out no more.
  [[nodiscard]] bool is_bounded() const { return box_.has_value(); }

  /// outputs: size entries; action: action_rows entries, overwritten. Draws from rng with softmax only.
  template <class Scalar>
  void write(const VectorView<Scalar>& outputs, Rng& rng, MutableVectorView<double> action);
  /// The same without chance.
  template <class Scalar>
  void write_best(const VectorView<Scalar>& outputs, MutableVectorView<double> action) const;

 private:
  ReadoutOptions options_;
  std::optional<BoxMap> box_;
  int actions_ = 0;
  Index size_ = 0;
  std::vector<double> weights_;  ///< one an action: softmax
};

}  // namespace rlrun::learners::neuron_local
