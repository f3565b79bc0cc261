#include "lib/config/edit_distance.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace rlrun::config {
namespace {

TEST(EditDistance, CountsInsertionsDeletionsAndReplacements) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("sitting", "kitten"), 3U);
  EXPECT_EQ(edit_distance("ab", "ba"), 2U);
}

TEST(NearestName, IsTheFirstOfTheLeastDistant) {
  const std::vector<std::string> known = {"epochs", "episodes", "episode", "steps"};
  EXPECT_EQ(nearest_name("epsodes", known), "episodes");
  EXPECT_EQ(nearest_name("episodess", known), "episodes");
  EXPECT_EQ(nearest_name("step", known), "steps");
}

TEST(NearestName, IsEmptyWhereNothingIsSimilar) {
  EXPECT_EQ(nearest_name("precision", std::vector<std::string>{"episodes", "x"}), "");
  EXPECT_EQ(nearest_name("a", std::vector<std::string>{"b"}), "");
  EXPECT_EQ(nearest_name("a", {}), "");
}

}  // namespace
}  // namespace rlrun::config
