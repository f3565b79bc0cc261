#include "lib/config/findings.hpp"

#include <gtest/gtest.h>

#include "lib/core/error.hpp"

namespace rlrun::config {
namespace {

TEST(Findings, AreSortedByPlaceWithOverridesLast) {
  Findings findings("x.yaml");
  const int source = findings.add_override("run.seed=-1");
  findings.add({source, 1, 1}, "run.seed", "e");
  findings.add({0, 10, 2}, "c", "d");
  findings.add({0, 9, 30}, "b", "c");
  findings.add({0, 9, 4}, "a", "b");
  findings.add({}, "", "a");
  EXPECT_EQ(findings.text(),
            "x.yaml:1:1: a\n"
            "x.yaml:9:4: a: b\n"
            "x.yaml:9:30: b: c\n"
            "x.yaml:10:2: c: d\n"
            "--set run.seed=-1: run.seed: e");
}

TEST(Findings, KeepTheOrderOfReportsAtOnePlaceAndDropRepeats) {
  Findings findings("x.yaml");
  findings.add({}, "b", "first");
  findings.add({}, "a", "second");
  findings.add({}, "a", "second");
  EXPECT_EQ(findings.text(), "x.yaml:1:1: b: first\nx.yaml:1:1: a: second");
}

TEST(Findings, TakeOneLineEach) {
  Findings findings("x.yaml");
  findings.add({}, "a\nb", "has\ta\x01 control");
  EXPECT_EQ(findings.text(), "x.yaml:1:1: a\\nb: has\\x09a\\x01 control");
}

TEST(Findings, AreCutOffAfterAHundredLines) {
  Findings findings("x.yaml");
  for (int line = 1; line <= 103; ++line) findings.add({0, line, 1}, "a", "bad");
  EXPECT_TRUE(findings.text().ends_with("x.yaml:100:1: a: bad\nand 3 more findings"));
}

TEST(Findings, ThrowAllLinesAtOnce) {
  Findings findings("x.yaml");
  EXPECT_TRUE(findings.empty());
  EXPECT_NO_THROW(findings.throw_if_any());
  findings.add({}, "a", "bad");
  findings.add({0, 2, 1}, "b", "bad");
  EXPECT_FALSE(findings.empty());
  try {
    findings.throw_if_any();
    FAIL() << "nothing was thrown";
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(), "x.yaml:1:1: a: bad\nx.yaml:2:1: b: bad");
  }
}

}  // namespace
}  // namespace rlrun::config
