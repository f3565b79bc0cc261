#pragma once

#include <chrono>

namespace rlrun::experiment {

/// Wall-clock seconds since its construction, on top of those of earlier segments of a run. Results never depend on it.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return earlier_ + std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

  /// Seconds of an earlier segment.
  void add(double seconds) { earlier_ += seconds; }

 private:
  double earlier_ = 0.0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace rlrun::experiment
