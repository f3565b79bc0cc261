#pragma once

#include <string>

#include "lib/core/types.hpp"
#include "lib/nn/parameters.hpp"

namespace rlrun::nn {

/// A fully connected layer y = W x + b on the columns of x; W is (output_size x input_size).
struct Dense {
  Index input_size = 0;
  Index output_size = 0;
  Index weight = -1;  ///< id of W in the layout
  Index bias = -1;    ///< id of b, -1: there is none

  /// Adds `<prefix>weight` and, with `has_bias`, `<prefix>bias` to the layout.
  static Dense declare(ParameterLayout& layout, const std::string& prefix, Index input_size, Index output_size,
                       bool has_bias);

  /// x: (input_size x B); y: (output_size x B), overwritten.
  template <class Scalar>
  void forward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) const;

  /// Backward of forward: adds to the gradients of W and b, and overwrites *d_x (input_size x B) unless it is null.
  template <class Scalar>
  void backward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& x, const MatrixView<Scalar>& d_y,
                Parameters<Scalar>& d_parameters, MutableMatrixView<Scalar>* d_x) const;

  /// The two parts of backward.
  template <class Scalar>
  void add_parameter_gradient(const MatrixView<Scalar>& x, const MatrixView<Scalar>& d_y,
                              Parameters<Scalar>& d_parameters) const;
  template <class Scalar>
  void input_gradient(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& d_y,
                      MutableMatrixView<Scalar> d_x) const;
};

}  // namespace rlrun::nn
