#pragma once

#include <span>
#include <string_view>
#include <utility>

#include "lib/core/types.hpp"

namespace rlrun::nn {

/// mse: (p - t)^2. bce: -(t log p + (1 - t) log(1 - p)) for p in [0, 1], PyTorch's clamps: each logarithm at -100,
/// the denominator p (1 - p) of the gradient at 1e-12 in single precision.
enum class Loss { mse, bce };

/// Every loss with its name in configs.
std::span<const std::pair<std::string_view, Loss>> loss_names();

/// Sum over all entries. prediction and target have the same shape.
template <class Scalar>
Scalar loss_sum(Loss kind, const MatrixView<Scalar>& prediction, const MatrixView<Scalar>& target);

/// Mean over all entries.
template <class Scalar>
Scalar loss_mean(Loss kind, const MatrixView<Scalar>& prediction, const MatrixView<Scalar>& target);

/// d_prediction = scale * (gradient of loss_sum with respect to prediction), overwritten. A scale of 1 / (number of
/// entries) gives the gradient of loss_mean. d_prediction may be prediction.
template <class Scalar>
void loss_gradient(Loss kind, const MatrixView<Scalar>& prediction, const MatrixView<Scalar>& target, Scalar scale,
                   MutableMatrixView<Scalar> d_prediction);

}  // namespace rlrun::nn
