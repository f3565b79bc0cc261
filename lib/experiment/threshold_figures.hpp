#pragma once

#include <cstddef>
#include <optional>

#include "lib/experiment/curve.hpp"

namespace rlrun::experiment {

/// When a run reached a return. Episodes are numbered from 1.
struct ThresholdFigures {
  double area = 0.0;              ///< mean return of all episodes; NaN for a curve without
  std::optional<long> reached{};  ///< the first episode whose return is at least the threshold
  std::optional<long> held{};     ///< the first one with which the mean of the last `window` returns is
};

/// window: at least 1; a curve with fewer episodes holds nothing.
ThresholdFigures find_threshold(const Curve& curve, double threshold, std::size_t window = 100);

}  // namespace rlrun::experiment
