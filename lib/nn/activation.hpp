#pragma once

#include <span>
#include <string_view>
#include <utility>

#include "lib/core/types.hpp"

namespace rlrun::nn {

/// Conventions are PyTorch's: slope 0.01 of leaky_relu, alpha 1 of elu, softplus is the identity above 20.
enum class Activation { identity, tanh, sigmoid, relu, leaky_relu, softplus, softmax, log_softmax, elu };

/// Every activation with its name in configs.
std::span<const std::pair<std::string_view, Activation>> activation_names();

/// y = f(x), entry by entry; softmax and log_softmax over the entries of each column. y may be x.
template <class Scalar>
void activation_forward(Activation kind, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y);

/// Backward of activation_forward: d_x is overwritten and may be d_y. Only softplus and elu read x; for all others
/// it may be y, as after a forward in place.
template <class Scalar>
void activation_backward(Activation kind, const MatrixView<Scalar>& x, const MatrixView<Scalar>& y,
                         const MatrixView<Scalar>& d_y, MutableMatrixView<Scalar> d_x);

}  // namespace rlrun::nn
