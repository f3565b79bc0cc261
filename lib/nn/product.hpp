#pragma once

#include "lib/core/types.hpp"

/// Products of matrices of any size, compiled once: in every file that writes one out, a compiler spends seconds on it.
/// Results share no memory with operands. Nothing is allocated.
namespace rlrun::nn {

/// y = a x
template <class Scalar>
void product(const MatrixView<Scalar>& a, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y);

/// y = a^T x
template <class Scalar>
void transposed_product(const MatrixView<Scalar>& a, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y);

/// y += a^T x
template <class Scalar>
void add_transposed_product(const MatrixView<Scalar>& a, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y);

/// sum += d x^T, over the columns of d and x: the gradient of weights
template <class Scalar>
void add_outer_products(const MatrixView<Scalar>& d, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> sum);

}  // namespace rlrun::nn
