#pragma once

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"

namespace rlrun::nn {

/// Inverted dropout: every entry of `mask` becomes 0 with probability `rate`, else 1 / (1 - rate), so that
/// multiplying by the mask keeps the mean. Requires 0 <= rate < 1. Random numbers are drawn once for each dropped
/// entry (and once more), column by column; none at rate 0.
template <class Scalar>
void dropout_mask(double rate, Rng& rng, MutableMatrixView<Scalar> mask);

}  // namespace rlrun::nn
