#pragma once

#include "lib/core/types.hpp"

namespace rlrun::learners::rgrl {

/// Number of leading ones in the thermometer code of `value` with `bins` bins over [low, high] (as the author's
/// code has it): floor_divide(value - low, width) + 1 with width = (high - low) / bins, cut to 0 .. bins. The division
/// is Python's and NumPy's `//`, which rests on fmod and differs from floor(x / y) at the edges of bins.
Index thermometer_count(Index bins, double low, double high, double value);

}  // namespace rlrun::learners::rgrl
