#pragma once

#include "lib/core/state_io.hpp"
#include "lib/core/types.hpp"
#include "lib/learners/neuron_local/options.hpp"

namespace rlrun::learners::neuron_local {

/// phi(v): what the part of a critic that does not see the action is linear in, alike for all neurons of a layer.
template <class Scalar>
class ValueFeaturesOf {
 public:
  /// inputs: entries of (v, 1).
  ValueFeaturesOf(ValueFeatures kind, bool normalise, Index inputs, Index most_columns);

  [[nodiscard]] Index size() const;

  /// u: (inputs x B), the last row 1. Returns phi: (size x B) until the next call; u itself where it is that.
  MatrixView<Scalar> compute(const MatrixView<Scalar>& u);

  /// Takes B columns into the running statistics; does nothing without normalisation.
  void count(const MatrixView<Scalar>& u);

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  void normalise(const MatrixView<Scalar>& u);

  ValueFeatures kind_;
  bool normalise_;
  std::int64_t counted_ = 0;
  Vector<Scalar> mean_;         ///< of every entry of v, then 0 for the 1
  Vector<Scalar> mean_square_;  ///< of every entry's distance to the mean, then 1 for the 1
  Matrix<Scalar> normalised_;   ///< (inputs x most_columns)
  Matrix<Scalar> products_;     ///< (size x most_columns) of two entries; empty for linear features
};

}  // namespace rlrun::learners::neuron_local
