#pragma once

#include "lib/core/state_io.hpp"
#include "lib/core/types.hpp"

namespace rlrun::learners::reinforcement_modified {

/// What inputs are brought to before anything learns from them; not in the document.
enum class Scaling {
  none,
  range,    ///< [low, high] becomes [-1, 1]; nothing is clipped
  running,  ///< mean 0 and deviation 1 over all inputs seen so far
};

/// Limits of every input: one entry each, low < high.
struct InputRange {
  Vector<double> low = {};
  Vector<double> high = {};
};

/// x' = (x - centre) / width, input by input.
class InputScaling {
 public:
  /// `range` is used by Scaling::range only.
  InputScaling(Scaling kind, const InputRange& range, Index input_size);

  /// Follows the mean and the deviation where they are wanted (Welford 1962).
  void see(const MatrixView<double>& inputs);

  /// inputs: (input_size x B); scaled: of the same shape, overwritten.
  template <class Scalar>
  void apply(const MatrixView<double>& inputs, MutableMatrixView<Scalar> scaled) const {
    for (Index column = 0; column < inputs.cols(); ++column) {
      scaled.col(column) = ((inputs.col(column) - centre_).array() / width_.array()).template cast<Scalar>();
    }
  }

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  Scaling kind_;
  Vector<double> centre_;
  Vector<double> width_;
  Vector<double> squares_;  ///< sums of squared differences from the mean
  double count_ = 0.0;
};

}  // namespace rlrun::learners::reinforcement_modified
