#pragma once

#include <algorithm>
#include <cmath>

#include "lib/learners/rgrl/reward_encoder.hpp"
#include "lib/learners/rgrl/thermometer.hpp"

namespace rlrun::learners::rgrl {

/// LunarLander, graded (not in the paper): how near a step comes to the two targets of the controller by hand in Gym's
/// lunar_lander.py: turn toward an angle that leads back over the pad, sink in proportion to the height above a cone
/// around the pad; with a leg on the ground, be upright, sink no more, and spend no fuel (the reward tells what it
/// costs). The thermometer of 1 less half the sum of the errors, each at most 1. All ones where the lander has come to
/// rest, all zeros where it has crashed or flown away. The targets are those of the policy `heuristic` of the
/// environment, on which learners do not depend.
class GlideEncoder final : public RewardEncoder {
 public:
  static constexpr Index observation_size = 8;

  using RewardEncoder::RewardEncoder;

 private:
  [[nodiscard]] Index ones(const StepResult& step) const override {
    if (step.terminated) return step.reward > 0.0 ? size() : 0;
    const double turning = std::min(1.0, std::abs(turn_missing(step.next_observation)) / widest_error);
    const double sinking = std::min(1.0, std::abs(lift_missing(step.next_observation)) / widest_error);
    const double spending = on_ground(step.next_observation) ? std::clamp(-step.reward / dearest_step, 0.0, 1.0) : 0.0;
    return thermometer_count(size(), 0.0, 1.0, 1.0 - (turning + sinking + spending) / 2.0);
  }

  [[nodiscard]] static bool on_ground(const VectorView<double>& o) { return o[6] > 0.0 || o[7] > 0.0; }

  [[nodiscard]] static double turn_missing(const VectorView<double>& o) {
    const double wanted = on_ground(o) ? 0.0 : std::clamp(0.5 * o[0] + o[2], -steepest, steepest);
    return 0.5 * (wanted - o[4]) - o[5];
  }

  [[nodiscard]] static double lift_missing(const VectorView<double>& o) {
    const double height_missing = on_ground(o) ? 0.0 : 0.55 * std::abs(o[0]) - o[1];
    return 0.5 * height_missing - 0.5 * o[3];
  }

  static constexpr double steepest = 0.4;      ///< rad
  static constexpr double dearest_step = 0.2;  ///< loss of reward
  static constexpr double widest_error = 0.5;  ///< at which nothing is left of the level
};

}  // namespace rlrun::learners::rgrl
