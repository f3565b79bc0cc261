#pragma once

#include <functional>
#include <string>

#include "lib/core/types.hpp"

namespace rlrun::nn {

struct GradientCheck {
  double largest_error = 0.0;  ///< of all entries: |gradient - difference| / max(|gradient|, |difference|, 1e-2)
  std::string worst;           ///< one line on the entry with the largest error
};

/// Compares a gradient with central differences.
/// value:    the function, evaluated at the present `point`
/// point:    where to differentiate; varied entry by entry by +-step * max(1, |entry|), and put back
/// gradient: of the same shape
GradientCheck check_gradient(const std::function<double()>& value, MutableMatrixView<double> point,
                             const MatrixView<double>& gradient, double step = 1e-5);

}  // namespace rlrun::nn
