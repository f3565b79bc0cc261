#include "lib/core/registry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rlrun {
namespace {

TEST(Registry, FindsWhatWasAdded) {
  Registry<int> registry;
  registry.add("one", 1);
  ASSERT_NE(registry.find("one"), nullptr);
  EXPECT_EQ(*registry.find("one"), 1);
  EXPECT_EQ(registry.find("two"), nullptr);
}

TEST(Registry, ListsNamesInAlphabeticalOrder) {
  Registry<int> registry;
  for (const char* name : {"pear", "apple", "fig"}) registry.add(name, 0);
  EXPECT_THAT(registry.names(), testing::ElementsAre("apple", "fig", "pear"));
}

TEST(Registry, RefusesASecondEntryOfOneName) {
  Registry<int> registry;
  registry.add("one", 1);
  EXPECT_THROW(registry.add("one", 2), std::logic_error);
  EXPECT_EQ(*registry.find("one"), 1);
}

}  // namespace
}  // namespace rlrun
