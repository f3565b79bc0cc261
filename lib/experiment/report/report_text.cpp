#include "lib/experiment/report/report_text.hpp"

#include <cmath>

#include "lib/experiment/number_text.hpp"

namespace rlrun::experiment {

std::string rounded(double value) {
  constexpr double large = 100.0;
  if (std::isnan(value)) return "-";
  const double size = std::abs(value);
  return fixed_text(value, size >= large ? 1 : size >= 1.0 ? 2 : 3);
}

std::string count_text(std::size_t some, std::size_t all) {
  return some == all ? std::to_string(all) : std::to_string(some) + " of " + std::to_string(all);
}

std::string interval_text(const Interval& interval) {
  return std::isnan(interval.low) ? "" : " [" + rounded(interval.low) + ", " + rounded(interval.high) + "]";
}

}  // namespace rlrun::experiment
