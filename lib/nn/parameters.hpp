#pragma once

#include <string>
#include <vector>

#include "lib/core/types.hpp"

namespace rlrun::nn {

/// One parameter tensor inside the flat array of all parameters of a network.
struct TensorShape {
  std::string name;
  Index rows = 0;
  Index cols = 0;
  Index offset = 0;  ///< of its first entry; entries are stored column by column
};

/// Names and shapes of a network's tensors. Layers declare theirs and keep the ids.
class ParameterLayout {
 public:
  /// Returns the new tensor's id. Tensors start at multiples of 16 entries; the gaps are never used.
  Index add(std::string name, Index rows, Index cols);

  [[nodiscard]] const std::vector<TensorShape>& tensors() const { return tensors_; }
  /// Entries of the flat array.
  [[nodiscard]] Index size() const { return size_; }

 private:
  std::vector<TensorShape> tensors_;
  Index size_ = 0;
};

/// Values for every tensor of a layout: a network's parameters, or their gradients, or an optimiser's moments.
/// All of them lie in one flat array, so that what treats all parameters alike is one array expression.
template <class Scalar>
class Parameters {
 public:
  /// All zero.
  explicit Parameters(const ParameterLayout& layout)
      : tensors_(layout.tensors()), flat_(Vector<Scalar>::Zero(layout.size())) {}

  Eigen::Map<Matrix<Scalar>> operator[](Index id) {
    const TensorShape& shape = tensors_[static_cast<std::size_t>(id)];
    return {flat_.data() + shape.offset, shape.rows, shape.cols};
  }
  Eigen::Map<const Matrix<Scalar>> operator[](Index id) const {
    const TensorShape& shape = tensors_[static_cast<std::size_t>(id)];
    return {flat_.data() + shape.offset, shape.rows, shape.cols};
  }

  Vector<Scalar>& flat() { return flat_; }
  [[nodiscard]] const Vector<Scalar>& flat() const { return flat_; }
  [[nodiscard]] const std::vector<TensorShape>& tensors() const { return tensors_; }

 private:
  std::vector<TensorShape> tensors_;
  Vector<Scalar> flat_;
};

/// Throws DivergenceError "<what>: tensor <name> is not finite" for the first tensor that holds a NaN or an infinity.
template <class Scalar>
void check_finite(const Parameters<Scalar>& parameters, const std::string& what);

}  // namespace rlrun::nn
