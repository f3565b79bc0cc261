#pragma once

#include <limits>

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"

namespace rlrun::nn {

/// Standard normal entries.
template <class Scalar = double>
Matrix<Scalar> random_matrix(Index rows, Index cols, Rng& rng) {
  return Matrix<Scalar>::NullaryExpr(rows, cols, [&rng] { return static_cast<Scalar>(rng.normal()); });
}

/// Bound of the rounding error of a product with `depth` standard normal summands.
template <class Scalar>
Scalar product_tolerance(Index depth) {
  return Scalar(20) * std::numeric_limits<Scalar>::epsilon() * static_cast<Scalar>(depth + 1);
}

}  // namespace rlrun::nn
