#include "lib/learners/map_propagation/critic_factor.hpp"

#include <algorithm>
#include <cmath>

namespace rlrun::learners::map_propagation {

double critic_factor(const CriticFactorOptions& options, double value, double mean, double standard_deviation) {
  const double deviation = value - mean;
  switch (options.kind) {
    case CriticFactor::none:
      return 1.0;
    case CriticFactor::product:
      return deviation;
    case CriticFactor::reciprocal:
      return 1.0 / std::copysign(std::max(std::abs(deviation), options.guard * standard_deviation), deviation);
  }
  return 1.0;
}

}  // namespace rlrun::learners::map_propagation
