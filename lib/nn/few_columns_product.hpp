#pragma once

#include "lib/core/types.hpp"

/// Products with an x of a few columns: W is read where it lies, while a general product lays it out anew first, which
/// takes as long as the product itself. One column and many columns are left to the general product.
/// y shares no memory with W and x. Nothing is allocated.
namespace rlrun::nn {

/// y = W x
template <class Scalar>
void few_columns_product(const MatrixView<Scalar>& w, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y);

/// y = W^T x
template <class Scalar>
void few_columns_transposed_product(const MatrixView<Scalar>& w, const MatrixView<Scalar>& x,
                                    MutableMatrixView<Scalar> y);

}  // namespace rlrun::nn
