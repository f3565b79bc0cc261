#pragma once

#include "lib/core/spaces.hpp"

namespace rlrun::learners {

/// The linear map between a box with finite bounds and [-1, 1] in every component.
class BoxMap {
 public:
  /// Requires finite bounds, low < high.
  explicit BoxMap(const BoxSpace& box) : middle_(0.5 * (box.low + box.high)), half_width_(0.5 * (box.high - box.low)) {}

  [[nodiscard]] Index size() const { return middle_.size(); }

  /// box_values, unit_values: (size x B), the latter overwritten; values beyond the bounds lie beyond +-1.
  template <class Scalar>
  void to_unit(const MatrixView<double>& box_values, MutableMatrixView<Scalar> unit_values) const {
    for (Index i = 0; i < box_values.cols(); ++i) {
      unit_values.col(i) =
          ((box_values.col(i) - middle_).array() / half_width_.array()).matrix().template cast<Scalar>();
    }
  }

  /// unit_value: size entries, taken as +-1 where they lie beyond; box_value: size entries, overwritten.
  template <class Scalar>
  void from_unit(const VectorView<Scalar>& unit_value, MutableVectorView<double> box_value) const {
    const auto inside = unit_value.array().max(Scalar(-1)).min(Scalar(1)).template cast<double>();
    box_value.array() = middle_.array() + half_width_.array() * inside;
  }

 private:
  Vector<double> middle_;
  Vector<double> half_width_;
};

}  // namespace rlrun::learners
