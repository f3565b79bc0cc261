#include "lib/learners/rgrl/thermometer.hpp"

#include <algorithm>
#include <cmath>

namespace rlrun::learners::rgrl {
namespace {

/// Largest integral q with q * divisor <= dividend, found from the exact remainder. Requires divisor > 0.
double floor_divide(double dividend, double divisor) {
  const double remainder = std::fmod(dividend, divisor);
  const double quotient = (dividend - remainder) / divisor - (remainder < 0 ? 1 : 0);
  const double floored = std::floor(quotient);
  return quotient - floored > 0.5 ? floored + 1 : floored;
}

}  // namespace

Index thermometer_count(Index bins, double low, double high, double value) {
  const double width = (high - low) / static_cast<double>(bins);
  const double count = floor_divide(value - low, width) + 1;
  return static_cast<Index>(std::clamp(count, 0.0, static_cast<double>(bins)));
}

}  // namespace rlrun::learners::rgrl
