#pragma once

#include <span>
#include <string_view>
#include <utility>

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"

namespace rlrun::nn {

/// Distributions of initial weights. Xavier (Glorot and Bengio, "Understanding the difficulty of training deep
/// feedforward neural networks", AISTATS 2010) scales by fan-in = columns and fan-out = rows:
/// variance 2 / (fan_in + fan_out).
enum class Initialiser { normal, uniform, xavier_normal, xavier_uniform };

/// Every initialiser with its name in configs.
std::span<const std::pair<std::string_view, Initialiser>> initialiser_names();

struct InitialiserOptions {
  Initialiser kind = Initialiser::normal;
  double standard_deviation = 1.0;  ///< of normal; its mean is 0
  double low = 0.0;                 ///< of uniform
  double high = 1.0;                ///< of uniform
};

/// Overwrites every entry with its own draw, column by column.
template <class Scalar>
void initialise(const InitialiserOptions& options, Rng& rng, MutableMatrixView<Scalar> matrix);

/// PyTorch's default for weights and biases of recurrent layers: uniform in +-1/sqrt(hidden_size).
InitialiserOptions recurrent_default(Index hidden_size);

}  // namespace rlrun::nn
