#include "lib/config/reader.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "lib/config/config.hpp"

namespace rlrun::config {
namespace {

enum class Cell { rnn, gru, lstm };

constexpr std::array<std::pair<std::string_view, Cell>, 3> cells = {
    {{"rnn", Cell::rnn}, {"gru", Cell::gru}, {"lstm", Cell::lstm}}};

struct Options {
  bool dropout = true;
  int layers = 2;
  long replay_size = 100;
  double learning_rate = 0.01;
  std::string label = "plain";
  Cell cell = Cell::gru;
  std::vector<double> weights = {1.0, 2.0};
};

void read_options(Reader& reader, Options& options) {
  reader.read("dropout", options.dropout, {"Whether units are dropped."});
  reader.read("layers", options.layers, Range::at_least(1), {"Layers."});
  reader.read("replay_size", options.replay_size, Range::between(1, 1e12), {"Transitions kept."});
  reader.read("learning_rate", options.learning_rate, Range::above(0), {"Step size.", "Kingma and Ba (2015)"});
  reader.read("label", options.label, {"Free text."});
  reader.read("cell", options.cell, cells, {"Recurrent cell."});
  reader.read("weights", options.weights, Range::from_below(0, 10), {"Weights of the terms."});
}

Config parse(std::string_view text) { return Config::parse(text, "x.yaml"); }

TEST(Reader, KeepsDefaultsOfAbsentKeys) {
  Config config = parse("{}");
  Options options;
  Reader root = config.root();
  read_options(root, options);
  root.finish();
  EXPECT_TRUE(root.good()) << config.findings().text();
  EXPECT_TRUE(options.dropout);
  EXPECT_EQ(options.layers, 2);
  EXPECT_EQ(options.replay_size, 100);
  EXPECT_EQ(options.learning_rate, 0.01);
  EXPECT_EQ(options.label, "plain");
  EXPECT_EQ(options.cell, Cell::gru);
  EXPECT_EQ(options.weights, (std::vector<double>{1.0, 2.0}));
}

TEST(Reader, TakesValuesOfAllTypes) {
  Config config = parse(
      "dropout: false\nlayers: 1e1\nreplay_size: 1_000_000_000_000\nlearning_rate: 3e-4\nlabel: a b\ncell: lstm\n"
      "weights: [0, 1.5, 9.99]\n");
  Options options;
  Reader root = config.root();
  read_options(root, options);
  root.finish();
  EXPECT_TRUE(root.good()) << config.findings().text();
  EXPECT_FALSE(options.dropout);
  EXPECT_EQ(options.layers, 10);
  EXPECT_EQ(options.replay_size, 1000000000000L);
  EXPECT_EQ(options.learning_rate, 3e-4);
  EXPECT_EQ(options.label, "a b");
  EXPECT_EQ(options.cell, Cell::lstm);
  EXPECT_EQ(options.weights, (std::vector<double>{0.0, 1.5, 9.99}));
}

TEST(Reader, ReportsEverythingAtOnceAndKeepsDefaults) {
  Config config = parse(
      "dropout: yes\n"
      "layers: 0\n"
      "learning_rate:\n"
      "label: 5\n"
      "cell: gruu\n"
      "weights: [1, 10, x, '3']\n"
      "replay_sise: 7\n"
      "zzz: {a: 1}\n");
  Options options;
  Reader root = config.root();
  read_options(root, options);
  root.finish();
  EXPECT_FALSE(root.good());
  EXPECT_EQ(config.findings().text(),
            "x.yaml:1:10: dropout: yes is not a bool; allowed: true or false\n"
            "x.yaml:2:9: layers: 0 is out of range; allowed: integer >= 1\n"
            "x.yaml:3:1: learning_rate: the value is nothing (null); allowed: number > 0\n"
            "x.yaml:4:8: label: 5 is a number, not text; put it in quotes; allowed: string\n"
            "x.yaml:5:7: cell: \"gruu\" is unknown, did you mean \"gru\"?; allowed: one of rnn, gru, lstm\n"
            "x.yaml:6:14: weights[1]: 10 is out of range; allowed: list of numbers in [0, 10)\n"
            "x.yaml:6:18: weights[2]: x is not a number; allowed: list of numbers in [0, 10)\n"
            "x.yaml:6:21: weights[3]: \"3\" is text, not a number; allowed: list of numbers in [0, 10)\n"
            "x.yaml:7:1: replay_sise: unknown key, did you mean \"replay_size\"?\n"
            "x.yaml:8:1: zzz: unknown key; allowed: dropout, layers, replay_size, learning_rate, label, cell, weights");
  EXPECT_TRUE(options.dropout);
  EXPECT_EQ(options.layers, 2);
  EXPECT_EQ(options.learning_rate, 0.01);
  EXPECT_EQ(options.label, "plain");
  EXPECT_EQ(options.cell, Cell::gru);
}

TEST(Reader, RefusesContainersWhereScalarsAreExpectedAndTheReverse) {
  Config config = parse("layers: {a: 1}\nlearning_rate: [1]\nweights: 3\ncell: []\nsub: 5\nother: [1]\nnone:\n");
  Options options;
  Reader root = config.root();
  read_options(root, options);
  root.section("sub", {"A mapping."});
  root.section("other", {"A mapping."});
  root.section("none", {"A mapping."});
  root.finish();
  EXPECT_EQ(config.findings().text(),
            "x.yaml:1:9: layers: the value is a mapping; allowed: integer >= 1\n"
            "x.yaml:2:16: learning_rate: the value is a list; allowed: number > 0\n"
            "x.yaml:3:10: weights: the value is a scalar; allowed: list of numbers in [0, 10)\n"
            "x.yaml:4:7: cell: the value is a list; allowed: one of rnn, gru, lstm\n"
            "x.yaml:5:6: sub: the value is a scalar; allowed: mapping\n"
            "x.yaml:6:8: other: the value is a list; allowed: mapping\n"
            "x.yaml:7:1: none: the value is nothing (null); allowed: mapping");
}

TEST(Reader, SectionsGiveFullPathsAndShareFindings) {
  Config config = parse("learner:\n  name: rgrl\n  memory:\n    size: -1\n    sice: 2\n");
  Reader root = config.root();
  Reader learner = root.section("learner", {"The learner."});
  EXPECT_TRUE(learner.has("name"));
  EXPECT_FALSE(learner.has("size"));
  EXPECT_EQ(learner.read_name("name", {"random", "rgrl"}, {"Its name."}), "rgrl");
  Reader memory = learner.section("memory", {"Replay."});
  int size = 3;
  memory.read("size", size, Range::at_least(0), {"Entries."});
  memory.finish();
  learner.finish();
  root.finish();
  EXPECT_FALSE(root.good());
  EXPECT_EQ(config.findings().text(),
            "x.yaml:4:11: learner.memory.size: -1 is out of range; allowed: integer >= 0\n"
            "x.yaml:5:5: learner.memory.sice: unknown key, did you mean \"size\"?");
}

TEST(Reader, RequiredKeysAreReportedAtTheirMapping) {
  Config config = parse("run:\n  seed: 1\n");
  Reader root = config.root();
  Reader run = root.section("run", {"The run."});
  Reader absent = run.section("evaluation", {"Evaluation."});
  std::vector<double> weights;
  double limit = std::numeric_limits<double>::quiet_NaN();
  long steps = 0;
  run.read("weights", weights, Range::any(), {"Weights."});
  absent.read("limit", limit, Range::any(), {"Limit."});
  root.read("steps", steps, Range::at_least(1), {"Steps."});
  EXPECT_EQ(root.read_name("name", {"a", "b"}, {"Name."}), "");
  EXPECT_EQ(config.findings().text(),
            "x.yaml:1:1: steps: the key must be given; allowed: integer >= 1\n"
            "x.yaml:1:1: name: the key must be given; allowed: one of a, b\n"
            "x.yaml:2:3: run.weights: the key must be given; allowed: list of numbers\n"
            "x.yaml:2:3: run.evaluation.limit: the key must be given; allowed: number");
}

TEST(Reader, AnEmptyListIsRefusedOnlyWhereTheKeyMustBeGiven) {
  Config config = parse("required: []\noptional: []\n");
  Reader root = config.root();
  std::vector<double> required;
  std::vector<double> optional = {1.0};
  root.read("required", required, Range::any(), {"List."});
  root.read("optional", optional, Range::any(), {"List."});
  EXPECT_EQ(config.findings().text(), "x.yaml:1:11: required: the list is empty; allowed: list of numbers");
  EXPECT_TRUE(optional.empty());
}

TEST(Reader, NamesWithADefault) {
  Config config = parse("given: b\nbad: 7\n");
  Reader root = config.root();
  const std::vector<std::string> known = {"a", "b"};
  EXPECT_EQ(root.read_name("absent", "a", known, {"Name."}), "a");
  EXPECT_EQ(root.read_name("given", "a", known, {"Name."}), "b");
  EXPECT_TRUE(root.good());
  EXPECT_EQ(root.read_name("bad", "a", known, {"Name."}), "");
  EXPECT_EQ(config.findings().text(), "x.yaml:2:6: bad: \"7\" is unknown; allowed: one of a, b");
}

TEST(Reader, RejectPointsAtTheKeyOrElseAtItsMapping) {
  Config config = parse("a: 1\nlearner:\n  name: x\n");
  Reader root = config.root();
  Reader learner = root.section("learner", {"Learner."});
  learner.reject("name", "does not do this; allowed: that");
  learner.reject("absent", "is missing");
  EXPECT_EQ(config.findings().text(),
            "x.yaml:3:3: learner.name: does not do this; allowed: that\n"
            "x.yaml:3:3: learner.absent: is missing");
}

TEST(Reader, ReadingAMappingTwiceKnowsTheKeysOfBothTimes) {
  Config config = parse("run: {seed: 1, steps: 2}\n");
  Reader root = config.root();
  long value = 0;
  root.section("run", {"Run."}).read("seed", value, Range::any(), {"Seed."});
  Reader again = root.section("run", {"Run."});
  again.read("steps", value, Range::any(), {"Steps."});
  again.finish();
  root.finish();
  EXPECT_TRUE(root.good()) << config.findings().text();
  EXPECT_EQ(resolved_yaml(config.log()), "run:\n  seed: 1\n  steps: 2\n");
}

TEST(Range, TextAndLimits) {
  EXPECT_EQ(Range::any().text(), "");
  EXPECT_EQ(Range::at_least(1).text(), ">= 1");
  EXPECT_EQ(Range::above(0.5).text(), "> 0.5");
  EXPECT_EQ(Range::between(0, 1).text(), "in [0, 1]");
  EXPECT_EQ(Range::from_below(0, 1).text(), "in [0, 1)");
  EXPECT_EQ((Range{.high = 2}).text(), "<= 2");
  EXPECT_EQ((Range{.high = 2, .open_high = true}).text(), "< 2");

  EXPECT_TRUE(Range::at_least(1).contains(1));
  EXPECT_FALSE(Range::above(1).contains(1));
  EXPECT_TRUE(Range::between(0, 1).contains(1));
  EXPECT_FALSE(Range::from_below(0, 1).contains(1));
  EXPECT_FALSE(Range::any().contains(std::numeric_limits<double>::infinity()));
  EXPECT_FALSE(Range::any().contains(std::numeric_limits<double>::quiet_NaN()));
}

}  // namespace
}  // namespace rlrun::config
