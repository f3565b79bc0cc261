#include "lib/nn/dropout.hpp"

#include <cmath>

namespace rlrun::nn {

template <class Scalar>
void dropout_mask(double rate, Rng& rng, MutableMatrixView<Scalar> mask) {
  mask.setConstant(static_cast<Scalar>(1.0 / (1.0 - rate)));
  if (rate <= 0.0) return;
  // The number of kept entries before the next dropped one is geometric: P(gap >= k) = (1 - rate)^k.
  const double log_keep = std::log1p(-rate);
  for (Index entry = 0; entry < mask.size(); ++entry) {
    const double gap = std::floor(std::log1p(-rng.uniform()) / log_keep);
    if (gap >= static_cast<double>(mask.size() - entry)) return;
    entry += static_cast<Index>(gap);
    mask(entry % mask.rows(), entry / mask.rows()) = Scalar(0);
  }
}

template void dropout_mask<float>(double, Rng&, MutableMatrixView<float>);
template void dropout_mask<double>(double, Rng&, MutableMatrixView<double>);

}  // namespace rlrun::nn
