#include "lib/experiment/number_text.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace rlrun::experiment {
namespace {

TEST(NumberTextTest, IsTheShortestThatReadsBack) {
  EXPECT_EQ(number_text(0.1), "0.1");
  EXPECT_EQ(number_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(number_text(500.0), "500");
  EXPECT_EQ(number_text(-7L), "-7");
}

TEST(NumberTextTest, HasAsManyDecimalsAsAsked) {
  EXPECT_EQ(fixed_text(2.25, 1), "2.2");
  EXPECT_EQ(fixed_text(2.0, 0), "2");
  EXPECT_EQ(fixed_text(1e300, 0).size(), 301U);
}

/// Expectations were taken from Python 3.11: repr(round(value, 6)).
TEST(NumberTextTest, LooksLikePython) {
  const std::vector<std::pair<double, std::string>> cases = {
      {0.0, "0.0"},
      {23.0, "23.0"},
      {0.1234565, "0.123456"},
      {0.0001, "0.0001"},
      {0.00005, "5e-05"},
      {-0.0000123, "-1.2e-05"},
      {0.0000001, "0.0"},
      {123456789.125, "123456789.125"},
      {1e15, "1000000000000000.0"},
      {1e16, "1e+16"},
      {2.5e22, "2.5e+22"},
  };
  for (const auto& [value, text] : cases) EXPECT_EQ(python_rounded_text(value), text);
}

}  // namespace
}  // namespace rlrun::experiment
