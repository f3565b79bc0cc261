#pragma once

#include "lib/learners/rgrl/reward_encoder.hpp"
#include "lib/learners/rgrl/thermometer.hpp"

namespace rlrun::learners::rgrl {

/// Acrobot, graded (not in the paper): height of the tip above the axis, in lengths of a link, from -2 where it hangs
/// to the 1 that is the goal, and all ones beyond. Its observations begin with cos and sin of both angles.
class TipHeightEncoder final : public RewardEncoder {
 public:
  static constexpr Index observation_size = 6;

  using RewardEncoder::RewardEncoder;

 private:
  [[nodiscard]] Index ones(const StepResult& step) const override {
    const auto& o = step.next_observation;
    const double cosine_of_sum = o[0] * o[2] - o[1] * o[3];
    return thermometer_count(size(), lowest, goal, -o[0] - cosine_of_sum);
  }

  static constexpr double lowest = -2.0;
  static constexpr double goal = 1.0;
};

}  // namespace rlrun::learners::rgrl
