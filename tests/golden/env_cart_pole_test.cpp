#include <gtest/gtest.h>

#include "envs/cart_pole/environment.hpp"
#include "tests/golden/env_transitions.hpp"

namespace rlrun::golden {
namespace {

TEST(CartPole, FollowsTheRecordedTransitions) {
  const auto files = transition_files("cartpole");
  ASSERT_FALSE(files.empty()) << "no recorded transitions were found";
  envs::cart_pole::CartPole environment;
  for (const auto& file : files) {
    EXPECT_GT(expect_transitions(environment, file, 1e-12), 0U) << file;
  }
}

}  // namespace
}  // namespace rlrun::golden
