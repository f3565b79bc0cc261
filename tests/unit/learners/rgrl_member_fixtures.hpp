#pragma once

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "lib/learners/rgrl/member.hpp"
#include "lib/learners/rgrl/priority.hpp"
#include "tests/unit/learners/rgrl_fixtures.hpp"

namespace rlrun::learners::rgrl {

inline const RngKey initialisation_key(3);
inline const RngKey phase_key(4);

/// A world model with experience to learn from.
struct RgrlMember : testing::Test {
  [[nodiscard]] Member<double> make(RngKey key = initialisation_key) const { return {model, options, key}; }

  /// A member after one phase of this many updates, the learning rate of which does not depend on their number.
  [[nodiscard]] Member<double> after(int updates) const {
    RgrlOptions shorter = options;
    shorter.learning.updates = updates;
    Member<double> member(model, shorter, initialisation_key);
    if (updates > 0) member.learn(experience, phase_key);
    return member;
  }

  /// The priorities that these parameters give to all windows.
  [[nodiscard]] std::vector<double> priorities_of(const nn::Parameters<double>& parameters) const {
    WindowPass<double> pass(model, experience.chunk(), experience.size(), 0.0);
    std::vector<Index> windows(static_cast<std::size_t>(experience.size()));
    std::iota(windows.begin(), windows.end(), 0);
    Rng unused;
    pass.predict(LiveWeights<double>(parameters), experience, windows, false, unused);
    std::vector<double> result;
    for (const Index window : windows) {
      result.push_back(priority(options.replay, pass.priority_error(window, options.replay.priority_error)));
    }
    return result;
  }

  static void expect_priorities(const Member<double>& member, const std::vector<double>& expected) {
    ASSERT_EQ(member.priorities().size(), static_cast<Index>(expected.size()));
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_NEAR(member.priorities().get(static_cast<Index>(i)), expected[i], 1e-12) << "window " << i;
    }
  }

  Rng rng = Rng(RngKey(1));
  WorldModel model = WorldModel(small_shape());
  RgrlOptions options = small_options();
  Experience<double> experience = random_experience(model.shape, {5, 4, 6}, rng);
};

}  // namespace rlrun::learners::rgrl
