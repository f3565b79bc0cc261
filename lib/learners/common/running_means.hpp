#pragma once

#include <span>
#include <vector>

#include "lib/core/state_io.hpp"

namespace rlrun::learners {

/// Means of some values over all that was added since they were last taken: the diagnostics of a learner that learns
/// at every step.
class RunningMeans {
 public:
  explicit RunningMeans(std::size_t values) : sums_(values, 0.0) {}

  /// values: as many as the constructor was told.
  void add(std::span<const double> values);
  /// The means; empty where nothing was added. Begins anew.
  std::vector<double> take();

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  std::vector<double> sums_;
  std::int64_t count_ = 0;
};

}  // namespace rlrun::learners
