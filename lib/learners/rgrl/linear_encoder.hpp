#pragma once

#include <cmath>
#include <utility>

#include "lib/learners/rgrl/reward_encoder.hpp"
#include "lib/learners/rgrl/thermometer.hpp"

namespace rlrun::learners::rgrl {

/// Graded (not in the paper): how near a linear combination of the observation after the step is to 0, such as the
/// force that a linear controller would ask for. The thermometer of 1 - |weights . observation| / width, all zeros on
/// failure.
class LinearEncoder final : public RewardEncoder {
 public:
  /// weights: one an entry of the observation. width: above 0.
  LinearEncoder(int size, Vector<double> weights, double width)
      : RewardEncoder(size), weights_(std::move(weights)), width_(width) {}

 private:
  [[nodiscard]] Index ones(const StepResult& step) const override {
    if (step.terminated) return 0;
    return thermometer_count(size(), 0.0, 1.0, 1.0 - std::abs(weights_.dot(step.next_observation)) / width_);
  }

  Vector<double> weights_;
  double width_;
};

}  // namespace rlrun::learners::rgrl
