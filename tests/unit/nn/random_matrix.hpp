#pragma once

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"

namespace rlrun::nn {

/// Standard normal entries.
template <class Scalar = double>
Matrix<Scalar> random_matrix(Index rows, Index cols, Rng& rng) {
  return Matrix<Scalar>::NullaryExpr(rows, cols, [&rng] { return static_cast<Scalar>(rng.normal()); });
}

}  // namespace rlrun::nn
