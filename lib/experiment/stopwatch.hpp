#pragma once

#include <chrono>
#include <ctime>

namespace rlrun::experiment {

/// Seconds that all threads of this process have spent on processors so far.
inline double cpu_seconds_of_process() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  constexpr double seconds_per_nanosecond = 1e-9;
  return static_cast<double>(time.tv_sec) + seconds_per_nanosecond * static_cast<double>(time.tv_nsec);
}

/// Seconds since its construction, on top of those of earlier segments of a run, by the clock on the wall and as time
/// on processors, which does not grow with the load of the machine. Results never depend on it.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return earlier_ + std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

  [[nodiscard]] double cpu_seconds() const { return earlier_cpu_ + cpu_seconds_of_process() - cpu_start_; }

  /// Seconds of an earlier segment.
  void add(double seconds, double cpu_seconds) {
    earlier_ += seconds;
    earlier_cpu_ += cpu_seconds;
  }

 private:
  double earlier_ = 0.0;
  double earlier_cpu_ = 0.0;
  double cpu_start_ = cpu_seconds_of_process();
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace rlrun::experiment
