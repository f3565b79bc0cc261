#include "lib/config/document.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "lib/config/config.hpp"
#include "lib/core/error.hpp"

namespace rlrun::config {
namespace {

struct Parse {
  explicit Parse(const std::string& text) { whole = parse_yaml(text, 0, "", findings, root); }

  Findings findings{"x.yaml"};
  Node root;
  bool whole = false;
};

std::string repeated(const std::string& text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

struct Refusal {
  std::string text;
  std::string finding;
};

TEST(Document, RefusesWhatItMustNotExpandOrGuess) {
  const std::string anchors = "anchors (&) and aliases (*) are not allowed; write the value out";
  const std::vector<Refusal> refusals = {
      {"a: &a [*a]", "x.yaml:1:4: a: " + anchors},
      {"a: 1\nb:\n  c: &c 1\n", "x.yaml:3:6: b.c: " + anchors},
      {"&root {a: 1}", "x.yaml:1:1: " + anchors},
      {"&key a: 1", "x.yaml:1:1: " + anchors},
      {"a: *b", "x.yaml:1:4: a: not valid YAML: the referenced anchor is not defined"},
      {"a: {<<: {b: 1}}", "x.yaml:1:5: a.<<: merge keys are not allowed; write the values out"},
      {"a: 1\n\n a: 2", "x.yaml:3:3: not valid YAML: illegal map value"},
      {"a: {b: 1, c: 2, b: 3}", "x.yaml:1:17: a.b: duplicate key; each key may be given once"},
      {"a: 1\n'a': 2", "x.yaml:2:1: a: duplicate key; each key may be given once"},
      {"a:\n  ? [1]\n  : 2", "x.yaml:2:5: a: a key is a list; keys must be plain names"},
      {"? {a: 1}\n: 2", "x.yaml:1:3: a key is a mapping; keys must be plain names"},
      {"~: 1", "x.yaml:1:1: a key is empty; keys must be plain names"},
      {"a: 1\n---\nb: 2", "x.yaml:2:1: a second document begins; only one is allowed"},
      {"a: 1\n---\n", "x.yaml:2:1: a second document begins; only one is allowed"},
      {std::string("a: 1\n\0b: 2", 10), "x.yaml:2:1: byte 0 is a control character; not allowed"},
      {"a: 1\nb: \x04\n", "x.yaml:2:4: byte 4 is a control character; not allowed"},
      {"a: 1\nb: \xE9t\xE9\n", "x.yaml:2:4: byte 233 is not UTF-8; save the text in this encoding"},
      {"a: \"\\0\"", "x.yaml:1:4: a: a control character is not allowed"},
      {"a: [1, !date 2]", "x.yaml:1:8: a[1]: the tag !date is unknown; allowed: none, !!str, !!int, !!float, !!bool"},
      {"a: [1, 2", "x.yaml:1:1: a[2]: not valid YAML: end of sequence flow not found"},
      {"a: b: c", "x.yaml:1:5: not valid YAML: illegal map value"},
      {repeated("a: 1\n", 300000), "x.yaml:1:1: the text is larger than 1 MiB"},
  };
  for (const auto& [text, finding] : refusals) {
    EXPECT_EQ(Parse(text).findings.text(), finding) << text.substr(0, 100);
  }
}

TEST(Document, GoesOnAfterDuplicateKeysAndUnknownTags) {
  const Parse parse("a: 1\na: 2\nb: !x 1\nc: {d: 1, d: 1}\n");
  EXPECT_TRUE(parse.whole);
  EXPECT_EQ(parse.findings.text(),
            "x.yaml:2:1: a: duplicate key; each key may be given once\n"
            "x.yaml:3:4: b: the tag !x is unknown; allowed: none, !!str, !!int, !!float, !!bool\n"
            "x.yaml:4:11: c.d: duplicate key; each key may be given once");
}

TEST(Document, RootMustBeAMapping) {
  const std::vector<Refusal> refusals = {
      {"", "x.yaml:1:1: the file is empty; allowed: a mapping of keys to values"},
      {"# only a comment\n", "x.yaml:1:1: the file is empty; allowed: a mapping of keys to values"},
      {"\n- a\n- b\n", "x.yaml:2:1: the file holds a list; allowed: a mapping of keys to values"},
      {"hello", "x.yaml:1:1: the file holds a scalar; allowed: a mapping of keys to values"},
  };
  for (const auto& [text, finding] : refusals) {
    try {
      Config::parse(text, "x.yaml");
      ADD_FAILURE() << "accepted: " << text;
    } catch (const UsageError& error) {
      EXPECT_EQ(error.what(), finding);
    }
  }
}

TEST(Document, NestsAtMostThirtyTwoLevels) {
  const auto nested = [](int levels) { return "a: " + repeated("[", levels - 1) + repeated("]", levels - 1); };
  EXPECT_TRUE(Parse(nested(32)).findings.empty());
  const std::string text = Parse(nested(33)).findings.text();
  EXPECT_TRUE(text.starts_with("x.yaml:1:35: a[0][0]")) << text;
  EXPECT_TRUE(text.ends_with(": values are nested too deep; at most 32 levels are allowed")) << text;
}

TEST(Document, RefusesHostileTextsQuickly) {
  std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c <= 'i'; ++c) {
    bomb += std::string{c} + ": &" + c + " [" + repeated(std::string("*") + static_cast<char>(c - 1) + ",", 9) + "]\n";
  }
  const std::vector<std::string> texts = {
      bomb,
      "a: &a [*a]",
      repeated("[", 1000000),
      repeated("{a: ", 250000),
      repeated("- ", 500000),
      repeated("? ", 500000),
      repeated("a: 1\n", 200000),
      "{" + repeated("a,", 500000) + "}",
      repeated("!a ", 300000),
      repeated("---\n", 200000),
  };
  for (const std::string& text : texts) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(Parse(text).findings.empty()) << text.substr(0, 100);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30)) << text.substr(0, 100);
  }
}

TEST(Document, KeepsTextTagsPlacesAndOrder) {
  const Parse parse("z: 0123\na:\n  - yes\n  - '7'\n  - !!float 1e6\nempty:\n");
  ASSERT_TRUE(parse.findings.empty());
  ASSERT_EQ(parse.root.entries.size(), 3U);
  EXPECT_EQ(parse.root.entries[0].key, "z");
  EXPECT_EQ(parse.root.entries[0].value.text, "0123");
  EXPECT_EQ(parse.root.entries[0].value.place, (Place{0, 1, 4}));

  const Entry* const list = parse.root.find("a");
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->key_place, (Place{0, 2, 1}));
  ASSERT_EQ(list->value.items.size(), 3U);
  EXPECT_EQ(list->value.items[0].text, "yes");
  EXPECT_FALSE(list->value.items[0].quoted());
  EXPECT_TRUE(list->value.items[1].quoted());
  EXPECT_EQ(list->value.items[2].tag, "tag:yaml.org,2002:float");
  EXPECT_EQ(list->value.items[2].place, (Place{0, 5, 5}));

  EXPECT_EQ(parse.root.find("empty")->value.kind, Node::Kind::null);
  EXPECT_EQ(parse.root.find("absent"), nullptr);
}

}  // namespace
}  // namespace rlrun::config
