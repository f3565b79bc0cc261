#pragma once

#include "lib/core/types.hpp"

namespace rlrun::nn {

/// y = W x for matrices so small that a general product spends most of its time on preparations: the sums of up to four
/// SIMD packets of rows stay in registers over all columns of W, and a packet holds several columns of 1, 2 or 4 rows.
/// x: one entry a column of W; y: one a row, overwritten; no common memory. Nothing is allocated.
template <class Scalar>
void multiply(const MatrixView<Scalar>& w, const VectorView<Scalar>& x, MutableVectorView<Scalar> y);

/// y = W x + b, the same way. b: one entry a row.
template <class Scalar>
void multiply_add(const MatrixView<Scalar>& w, const VectorView<Scalar>& x, const VectorView<Scalar>& b,
                  MutableVectorView<Scalar> y);

}  // namespace rlrun::nn
