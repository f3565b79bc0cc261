#pragma once

#include <cmath>

#include "lib/learners/rgrl/options.hpp"

namespace rlrun::learners::rgrl {

/// Weight of a window in drawing, from the error of its predicted reward vectors: (error + epsilon)^gamma
/// (paper, equation (4) before normalisation).
inline double priority(const ReplayOptions& options, double error) {
  return std::pow(error + options.priority_epsilon, options.priority_exponent);
}

}  // namespace rlrun::learners::rgrl
