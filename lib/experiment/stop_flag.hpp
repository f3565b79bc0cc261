#pragma once

#include <atomic>

namespace rlrun::experiment {

/// Asks a run to stop after its current step. A signal handler may set it.
class StopFlag {
 public:
  void request(int signal) { signal_.store(signal); }
  [[nodiscard]] bool requested() const { return signal() != 0; }
  /// The number of the signal that asked; 0 while none did.
  [[nodiscard]] int signal() const { return signal_.load(std::memory_order_relaxed); }

 private:
  std::atomic<int> signal_ = 0;
  static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may set it only then");
};

}  // namespace rlrun::experiment
