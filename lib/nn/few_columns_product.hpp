#pragma once

#include "lib/core/types.hpp"

/// Products with an x of a few columns: W is read where it lies, while a general product lays it out anew first, which
/// takes as long as the product itself. One column, many columns, and for y = W x a W of less than two SIMD packets of
/// rows are left to the general product, whose order of summation is another. y is overwritten and shares no memory
/// with W and x. Nothing is allocated.
namespace rlrun::nn {

/// y = W x; W: (M x N), x: (N x B), y: (M x B)
template <class Scalar>
void few_columns_product(const MatrixView<Scalar>& w, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y);

/// y = W^T x; W: (M x N), x: (M x B), y: (N x B)
template <class Scalar>
void few_columns_transposed_product(const MatrixView<Scalar>& w, const MatrixView<Scalar>& x,
                                    MutableMatrixView<Scalar> y);

}  // namespace rlrun::nn
