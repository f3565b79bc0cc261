#include "lib/config/overrides.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lib/config/config.hpp"

namespace rlrun::config {
namespace {

long read_seed(Config& config) {
  long seed = 0;
  config.root().section("run", {"Run."}).read("seed", seed, Range::at_least(0), {"Seed."});
  return seed;
}

Config with(const std::vector<std::string>& overrides, std::string_view text = "run: {seed: 1}\nlist: [1]\n") {
  return Config::parse(text, "x.yaml", overrides);
}

TEST(Overrides, ReplaceTheValueOfTheFile) {
  Config config = with({"run.seed=1_000"});
  EXPECT_EQ(read_seed(config), 1000);
  EXPECT_TRUE(config.findings().empty());
}

TEST(Overrides, AddKeysAndMappings) {
  Config config = with({"run.seed=5"}, "{}");
  EXPECT_EQ(read_seed(config), 5);
  EXPECT_TRUE(config.findings().empty());
}

TEST(Overrides, TheLastOneWins) {
  Config config = with({"run.seed=2", "run={seed: 3}", "run.seed=4"});
  EXPECT_EQ(read_seed(config), 4);
}

TEST(Overrides, ValuesAreYaml) {
  Config config = with({"list=[3, 4.5]", "text=\"a=b\""});
  std::vector<double> list;
  std::string text;
  Reader root = config.root();
  root.read("list", list, Range::any(), {"List."});
  root.read("text", text, {"Text."});
  EXPECT_EQ(list, (std::vector<double>{3, 4.5}));
  EXPECT_EQ(text, "a=b");
}

TEST(Overrides, AreNamedInFindings) {
  Config config = with({"run.seed=-1", "run.sed=2", "list=[1, x]", "run.seeds="});
  read_seed(config);
  Reader root = config.root();
  std::vector<double> list;
  long seeds = 1;
  root.read("list", list, Range::any(), {"List."});
  Reader run = root.section("run", {"Run."});
  run.read("seeds", seeds, Range::any(), {"Seeds."});
  run.finish();
  EXPECT_EQ(config.findings().text(),
            "--set run.seed=-1: run.seed: -1 is out of range; allowed: integer >= 0\n"
            "--set run.sed=2: run.sed: unknown key, did you mean \"seed\"?\n"
            "--set list=[1, x]: list[1]: x is not a number; allowed: list of numbers\n"
            "--set run.seeds=: run.seeds: the value is nothing (null); allowed: integer");
}

TEST(Overrides, DoNotRunThroughValuesThatAreNoMapping) {
  EXPECT_EQ(with({"run.seed.deep=1"}).findings().text(),
            "--set run.seed.deep=1: run.seed.deep: run.seed is not a mapping, so that nothing can be set inside it");
  EXPECT_EQ(with({"list.0=1"}).findings().text(),
            "--set list.0=1: list.0: list is not a mapping, so that nothing can be set inside it");
}

TEST(Overrides, MustBeWellFormed) {
  const std::string what = ": is not of the form KEY=VALUE; allowed: a dotted path such as run.seed=3";
  for (const std::string text : {"run.seed", "=3", "", ".seed=3", "run.=3", "run..seed=3"}) {
    EXPECT_EQ(with({text}).findings().text(), "--set " + text + what);
  }
  EXPECT_FALSE(with({[] {
                 std::string deep = "a";
                 for (int i = 0; i < 40; ++i) deep += ".a";
                 return deep + "=1";
               }()})
                   .findings()
                   .empty());
}

TEST(Overrides, FollowTheRulesOfTheFile) {
  EXPECT_EQ(with({"a=&a [*a]"}).findings().text(),
            "--set a=&a [*a]: a: anchors (&) and aliases (*) are not allowed; write the value out");
  EXPECT_EQ(with({"a={b: 1, b: 2}"}).findings().text(),
            "--set a={b: 1, b: 2}: a.b: duplicate key; each key may be given once");
}

}  // namespace
}  // namespace rlrun::config
