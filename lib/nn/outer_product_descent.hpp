#pragma once

#include "lib/core/types.hpp"

namespace rlrun::nn {

/// w -= rate * d x^T: a step of plain gradient descent for weights of y = w x, the gradient never being stored. With as
/// few columns as a sequence has steps, memory is what takes the time, and w is read and written once.
/// d: (rows of w x B), the gradient with respect to y; x: (columns of w x B). Fewer than 8 columns of
/// float are added up in the order of add_outer_products. Returns the squared norm of d x^T; when it is not finite, w
/// is spoiled. Nothing is allocated.
template <class Scalar>
double descend_outer_products(const MatrixView<Scalar>& d, const MatrixView<Scalar>& x, Scalar rate,
                              MutableMatrixView<Scalar> w);

}  // namespace rlrun::nn
