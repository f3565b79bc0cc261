#pragma once

#include <chrono>

namespace rlrun::experiment {

/// Seconds since 1970-01-01 UTC.
inline double seconds_since_1970() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace rlrun::experiment
