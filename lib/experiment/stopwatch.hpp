#pragma once

#include <chrono>

namespace rlrun::experiment {

/// Wall-clock seconds since its construction. Results never depend on it.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace rlrun::experiment
