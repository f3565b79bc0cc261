#pragma once

#include <cstddef>
#include <string>

#include "lib/experiment/inference.hpp"

namespace rlrun::experiment {

/// Enough digits for a table; a dash for NaN.
std::string rounded(double value);

/// "3 of 4", or "4" for all.
std::string count_text(std::size_t some, std::size_t all);

/// " [low, high]", or nothing where the interval is NaN.
std::string interval_text(const Interval& interval);

}  // namespace rlrun::experiment
