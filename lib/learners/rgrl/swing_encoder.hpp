#pragma once

#include <cmath>

#include "lib/learners/rgrl/reward_encoder.hpp"
#include "lib/learners/rgrl/thermometer.hpp"

namespace rlrun::learners::rgrl {

/// How wide the mountain cars swing: the root of the mechanical energy above the bottom, as a share of that at rest at
/// the top of the right hill. v^2 / 2 + 0.0025 / 3 (1 + sin 3x) changes by force times velocity in every step; its root
/// grows evenly with the amplitude. All ones where the flag is reached. Not the author's.
class SwingEncoder final : public RewardEncoder {
 public:
  static constexpr Index observation_size = 2;

  using RewardEncoder::RewardEncoder;

 private:
  [[nodiscard]] Index ones(const StepResult& step) const override {
    if (step.terminated) return size();
    const double position = step.next_observation[0];
    const double velocity = step.next_observation[1];
    const double hill = 2.0 * slope / 3.0;
    const double energy = velocity * velocity / 2.0 + slope / 3.0 * (1.0 + std::sin(3.0 * position));
    return thermometer_count(size(), 0.0, 1.0, std::sqrt(energy / hill));
  }
  static constexpr double slope = 0.0025;  ///< acceleration by gravity on the steepest slope
};

}  // namespace rlrun::learners::rgrl
