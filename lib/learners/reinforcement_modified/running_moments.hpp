#pragma once

#include <string_view>

#include "lib/core/state_io.hpp"

namespace rlrun::learners::reinforcement_modified {

/// Mean and deviation of the values of all groups so far; with every group the weight of older ones falls.
class RunningMoments {
 public:
  /// `rate`: in (0, 1]; older groups keep the share 1 - rate of their weight.
  explicit RunningMoments(double rate) : rate_(rate) {}

  /// A new group of values begins.
  void fade();
  void add(double value);

  [[nodiscard]] bool empty() const { return weight_ == 0.0; }
  /// 0 before the first value.
  [[nodiscard]] double mean() const;
  [[nodiscard]] double deviation() const;

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  double rate_;
  double weight_ = 0.0;
  double sum_ = 0.0;
  double squares_ = 0.0;
};

}  // namespace rlrun::learners::reinforcement_modified
