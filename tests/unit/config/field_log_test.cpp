#include "lib/config/field_log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "lib/config/config.hpp"
#include "lib/core/rng.hpp"

namespace rlrun::config {
namespace {

struct Everything {
  bool flag = false;
  int small = -1;
  long large = 9007199254740993L;
  double real = 0.1;
  std::string text = "plain";
  std::vector<double> list = {1.0, -0.0, 1e-300};
  std::string choice = "off";

  bool operator==(const Everything&) const = default;
};

Everything read_everything(Config& config, Everything values) {
  Reader root = config.root();
  Reader first = root.section("first", {"First mapping."});
  root.read("flag", values.flag, {"A flag."});
  Reader inner = first.section("inner", {"Inner mapping."});
  first.read("small", values.small, Range::any(), {"An int."});
  root.section("nothing", {"An empty mapping."});
  inner.read("large", values.large, Range::any(), {"A long."});
  inner.read("real", values.real, Range::any(), {"A double."});
  inner.read("text", values.text, {"A string."});
  first.read("list", values.list, Range::any(), {"A list."});
  values.choice = root.read_name("choice", values.choice, {"on", "off", "5", "a b"}, {"A choice."});
  inner.finish();
  first.finish();
  root.finish();
  return values;
}

TEST(ResolvedYaml, IsNestedInTheOrderOfDeclaration) {
  Config config = Config::parse("first: {small: 12}", "x.yaml");
  read_everything(config, {});
  EXPECT_EQ(resolved_yaml(config.log()),
            "first:\n"
            "  inner:\n"
            "    large: 9007199254740993\n"
            "    real: 0.1\n"
            "    text: plain\n"
            "  small: 12\n"
            "  list: [1, -0, 1e-300]\n"
            "flag: false\n"
            "nothing: {}\n"
            "choice: \"off\"\n");
}

/// Prints the values as a config, reads that config into other defaults, and prints it again.
void expect_round_trip(const Everything& values) {
  Config first = Config::parse("{}", "x.yaml");
  read_everything(first, values);
  ASSERT_TRUE(first.findings().empty()) << first.findings().text();
  const std::string yaml = resolved_yaml(first.log());

  Config second = Config::parse(yaml, "config.yaml");
  const Everything again = read_everything(second, {true, 1, 1, 1.0, "other", {5.0}, "on"});
  ASSERT_TRUE(second.findings().empty()) << second.findings().text() << '\n' << yaml;
  EXPECT_EQ(again, values) << yaml;
  EXPECT_EQ(resolved_yaml(second.log()), yaml);
}

TEST(ResolvedYaml, TextsRoundTrip) {
  for (const std::string text :
       {"",     " ",          "~",    "null",    "Null",        "true",        "False", "yes", "no",   "on",    "5",
        "1e3",  "1_0",        "0x1F", ".nan",    ".inf",        "nan",         "-",     "- a", "a: b", "a #b",  "#a",
        "&a",   "*a",         "!a",   "a b",     " a",          "a ",          "'",     "\"",  "\\",   "a\\nb", "a\nb",
        "a\tb", "{a",         "[a",   "a,b",     "%a",          "@a",          "`a",    "|",   ">",    "?",     "<<",
        "=",    "2024-01-01", "1:30", "ünïcode", "a/b.c-d+e_f", "CartPole-v1", "--- a", "..."}) {
    Everything values;
    values.text = text;
    expect_round_trip(values);
  }
}

TEST(ResolvedYaml, NumbersRoundTripToTheBit) {
  Rng rng(RngKey(7));
  for (int i = 0; i < 500; ++i) {
    Everything values;
    values.large = static_cast<long>(rng.next_u64());
    values.small = static_cast<int>(rng.next_u32());
    values.real = std::ldexp(rng.uniform(-1.0, 1.0), static_cast<int>(rng.below(2000)) - 1000);
    values.list = {values.real, rng.normal(), std::nextafter(values.real, 1.0)};
    expect_round_trip(values);
  }
}

TEST(ResolvedYaml, ExtremeNumbersRoundTrip) {
  using Reals = std::numeric_limits<double>;
  Everything values;
  values.list = {Reals::max(), Reals::lowest(), Reals::min(), Reals::denorm_min(), 1e22, 123456789012345680.0, 1e5};
  values.large = std::numeric_limits<long>::min();
  values.small = std::numeric_limits<int>::min();
  values.choice = "5";
  expect_round_trip(values);
  values.list.clear();
  values.choice = "a b";
  Config config = Config::parse("first: {list: []}", "x.yaml");
  EXPECT_TRUE(read_everything(config, {}).list.empty());
}

TEST(Describe, TellsEverythingOfEachKey) {
  Config config = Config::empty();
  Reader learner = config.root().section("learner", {"What learns."});
  int members = 5;
  double rate = 0.5;
  bool shared = true;
  std::vector<double> weights;
  std::string label;
  learner.read_name("cell", {"gru", "lstm"}, {"Recurrent cell.", "Cho et al. (2014)"});
  learner.read("ensemble_size", members, Range::at_least(1), {"Number of world models.", "paper, Figure 2"});
  learner.read("dropout", rate, Range::from_below(0, 1), {"Rate."});
  learner.read("shared", shared, {"Whether weights are shared."});
  learner.read("weights", weights, Range::any(), {"Weights of the reward vector."});
  learner.read("label", label, {"Free text."});
  EXPECT_EQ(describe(config.log()),
            "learner: mapping\n"
            "    What learns.\n"
            "learner.cell: choice, one of gru, lstm; required\n"
            "    Recurrent cell.\n"
            "    Source: Cho et al. (2014)\n"
            "learner.ensemble_size: integer >= 1; default 5\n"
            "    Number of world models.\n"
            "    Source: paper, Figure 2\n"
            "learner.dropout: number in [0, 1); default 0.5\n"
            "    Rate.\n"
            "learner.shared: bool, true or false; default true\n"
            "    Whether weights are shared.\n"
            "learner.weights: list of numbers; required\n"
            "    Weights of the reward vector.\n"
            "learner.label: string; default \"\"\n"
            "    Free text.\n");
}

TEST(Describe, WrapsAtAHundredColumnsWithoutLosingWords) {
  std::string meaning;
  for (int i = 0; i < 100; ++i) meaning += (i == 0 ? "word" : " word") + std::to_string(i);
  Config config = Config::empty();
  Reader root = config.root();
  std::vector<std::string> names;
  names.reserve(40);
  for (int i = 0; i < 40; ++i) names.push_back("name" + std::to_string(i));
  root.read_name("key", "name0", names, {meaning, meaning});

  std::istringstream lines(describe(config.log()));
  std::string words;
  std::size_t longest = 0;
  for (std::string line; std::getline(lines, line);) {
    longest = std::max(longest, line.size());
    words += line.substr(line.find_first_not_of(' ')) + ' ';
  }
  EXPECT_LE(longest, 100U);
  EXPECT_GT(longest, 90U);
  EXPECT_NE(words.find(meaning + " Source: " + meaning + ' '), std::string::npos);
}

}  // namespace
}  // namespace rlrun::config
