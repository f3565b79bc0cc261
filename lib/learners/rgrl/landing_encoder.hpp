#pragma once

#include <cmath>

#include "lib/learners/rgrl/reward_encoder.hpp"
#include "lib/learners/rgrl/thermometer.hpp"

namespace rlrun::learners::rgrl {

/// LunarLander, graded (not in the paper): the potential whose increase is the environment's reward (Gym's
/// lunar_lander.py), minus 100 times distance from the pad, speed and tilt, plus 10 a leg in contact, as a thermometer
/// from `low` to `high`. All ones where the lander has come to rest, all zeros where it has crashed or flown away.
class LandingEncoder final : public RewardEncoder {
 public:
  static constexpr Index observation_size = 8;

  LandingEncoder(int size, double low, double high) : RewardEncoder(size), low_(low), high_(high) {}

 private:
  [[nodiscard]] Index ones(const StepResult& step) const override {
    if (step.terminated) return step.reward > 0.0 ? size() : 0;
    const auto& o = step.next_observation;
    const double potential =
        -100.0 * (std::hypot(o[0], o[1]) + std::hypot(o[2], o[3]) + std::abs(o[4])) + 10.0 * (o[6] + o[7]);
    return thermometer_count(size(), low_, high_, potential);
  }

  double low_;
  double high_;
};

}  // namespace rlrun::learners::rgrl
