#pragma once

#include "lib/core/types.hpp"

namespace rlrun::nn {

/// y = W x for matrices so small that a general product spends most of its time on preparations: the sums of up to four
/// SIMD packets of rows stay in registers over all columns of W.
/// x: one entry a column of W; y: one a row, overwritten; no common memory. Nothing is allocated.
template <class Scalar>
void multiply(const MatrixView<Scalar>& w, const VectorView<Scalar>& x, MutableVectorView<Scalar> y);

}  // namespace rlrun::nn
