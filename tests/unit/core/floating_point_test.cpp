#include "lib/core/floating_point.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <thread>

namespace rlrun {
namespace {

float half_of(float number) {
  volatile float kept_from_the_compiler = number;
  return kept_from_the_compiler * 0.5F;
}

TEST(FloatingPointTest, ResultsThatWouldBeSubnormalAreZero) {
  EXPECT_EQ(half_of(std::numeric_limits<float>::min()), 0.0F);
}

TEST(FloatingPointTest, OperandsThatAreSubnormalCountAsZero) {
  constexpr float large = 1e30F;
  volatile float subnormal = std::numeric_limits<float>::denorm_min();
  EXPECT_EQ(subnormal * large, 0.0F);
}

TEST(FloatingPointTest, ATraceThatDecaysReachesZeroExactly) {
  constexpr int steps = 200;
  volatile float trace = 1.0F;
  for (int i = 0; i < steps; ++i) trace = half_of(trace);
  EXPECT_EQ(trace, 0.0F);
}

TEST(FloatingPointTest, ThreadsInheritTheMode) {
  EXPECT_TRUE(subnormals_are_flushed());
  bool inherited = false;
  std::thread([&inherited] { inherited = subnormals_are_flushed(); }).join();
  EXPECT_TRUE(inherited);
}

}  // namespace
}  // namespace rlrun
