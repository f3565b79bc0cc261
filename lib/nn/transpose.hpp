#pragma once

#include "lib/core/types.hpp"

namespace rlrun::nn {

/// transposed = matrix^T, by square blocks of SIMD packets: several times faster than entry by entry.
/// transposed: (cols x rows), overwritten; no common memory.
template <class Scalar>
void transpose(const MatrixView<Scalar>& matrix, MutableMatrixView<Scalar> transposed);

}  // namespace rlrun::nn
