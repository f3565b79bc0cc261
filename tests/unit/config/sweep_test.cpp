#include "lib/config/sweep.hpp"

#include <gmock/gmock.h>

#include "lib/config/config.hpp"
#include "lib/core/error.hpp"

namespace rlrun::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;

TEST(Sweep, IsTakenOutOfTheConfig) {
  Config config = Config::parse("sweep: {a.b: [1, two, 'yes'], c: [[1, 2], {x: 3}, null]}\nrest: 1\n", "x.yaml");
  ASSERT_EQ(config.sweep().size(), 2U);
  EXPECT_EQ(config.sweep()[0].path, "a.b");
  EXPECT_THAT(config.sweep()[0].values, ElementsAre("1", "two", "\"yes\""));
  EXPECT_THAT(config.sweep()[1].values, ElementsAre("[1, 2]", "{x: 3}", "null"));
  EXPECT_FALSE(config.root().has("sweep"));
  EXPECT_TRUE(config.root().has("rest"));
  EXPECT_TRUE(config.findings().empty());
}

TEST(Sweep, NamesWhatIsNoListOfValues) {
  Config no_mapping = Config::parse("sweep: 3\n", "x.yaml");
  EXPECT_THAT(no_mapping.findings().text(), HasSubstr("x.yaml:1:8: sweep: the value is a scalar"));
  Config no_lists = Config::parse("sweep:\n  a: 1\n  b: []\n  c: [1]\n", "x.yaml");
  EXPECT_THAT(no_lists.findings().text(), HasSubstr("x.yaml:2:6: sweep.a: the values are no list"));
  EXPECT_THAT(no_lists.findings().text(), HasSubstr("x.yaml:3:6: sweep.b: the values are no list"));
  EXPECT_EQ(no_lists.sweep().size(), 1U);
}

TEST(Sweep, IsReadFromTheCommandLine) {
  const SweptKey key = parse_sweep("learner.size=1, 5 ,[2,3],\"a,b\"");
  EXPECT_EQ(key.path, "learner.size");
  EXPECT_THAT(key.values, ElementsAre("1", "5", "[2, 3]", "\"a,b\""));
}

TEST(Sweep, RefusesOtherTexts) {
  for (const char* text : {"", "a", "=1", "a=", "a=[1"}) {
    EXPECT_THAT([&] { (void)parse_sweep(text); }, ThrowsMessage<UsageError>(HasSubstr("--sweep " + std::string(text))))
        << text;
  }
}

TEST(Sweep, CombinesTheLastKeyFastest) {
  const std::vector<SweptKey> keys = {{"a", {"1", "2"}}, {"b", {"x", "y"}}};
  EXPECT_THAT(combinations(keys), ElementsAre(ElementsAre("a=1", "b=x"), ElementsAre("a=1", "b=y"),
                                              ElementsAre("a=2", "b=x"), ElementsAre("a=2", "b=y")));
  EXPECT_THAT(combinations({}), ElementsAre(IsEmpty()));
}

TEST(Sweep, RefusesMoreCombinationsThanAnyoneRuns) {
  const std::vector<SweptKey> keys(6, {"a", std::vector<std::string>(10, "1")});
  EXPECT_THROW(combinations(keys), UsageError);
}

}  // namespace
}  // namespace rlrun::config
