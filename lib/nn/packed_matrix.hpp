#pragma once

#include "lib/core/types.hpp"

namespace rlrun::nn {

/// A constant matrix W laid out for repeated products with few columns, where a general matrix product would spend
/// its time on laying W out anew. The rows are cut into panels of two SIMD packets; a panel holds its part of the
/// first column of W, then of the second, and so on: a product reads W once, from front to back.
template <class Scalar>
class PackedMatrix {
 public:
  explicit PackedMatrix(const MatrixView<Scalar>& w);

  [[nodiscard]] Index rows() const { return rows_; }
  [[nodiscard]] Index cols() const { return depth_; }

  /// y = W x; x: (cols x B), y: (rows x B), which must not overlap. Nothing is allocated.
  void multiply(const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) const;
  /// y += W x.
  void multiply_add(const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) const;

 private:
  Index rows_;
  Index depth_;
  Matrix<Scalar> panels_;  ///< (panel rows x panels*depth); rows past the end of W are zero
};

}  // namespace rlrun::nn
