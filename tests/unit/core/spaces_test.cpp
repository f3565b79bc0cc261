#include "lib/core/spaces.hpp"

#include <gtest/gtest.h>

namespace rlrun {
namespace {

TEST(ActionRows, IsOneForAnIndexAndTheDimensionForAVector) {
  EXPECT_EQ(action_rows(DiscreteSpace{.count = 5}), 1);
  EXPECT_EQ(action_rows(BoxSpace{.low = Vector<double>::Zero(3), .high = Vector<double>::Ones(3)}), 3);
}

}  // namespace
}  // namespace rlrun
