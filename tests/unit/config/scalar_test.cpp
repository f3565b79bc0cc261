#include "lib/config/scalar.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rlrun::config {
namespace {

Node node_of(const std::string& yaml) {
  Findings findings("x.yaml");
  Node node;
  parse_yaml(yaml, 0, "", findings, node);
  EXPECT_TRUE(findings.empty()) << findings.text();
  return node;
}

template <class T>
struct Accepted {
  std::string yaml;
  T value;
};

struct Refused {
  std::string yaml;
  std::string problem;
};

template <class T>
void expect_accepted(Parsed<T> (*parse)(const Node&), const std::vector<Accepted<T>>& cases) {
  for (const auto& [yaml, value] : cases) {
    const Parsed<T> parsed = parse(node_of(yaml));
    const auto* problem = std::get_if<Problem>(&parsed);
    ASSERT_EQ(problem, nullptr) << yaml << ": " << problem->what;
    EXPECT_EQ(std::get<T>(parsed), value) << yaml;
  }
}

template <class T>
void expect_refused(Parsed<T> (*parse)(const Node&), const std::vector<Refused>& cases) {
  for (const auto& [yaml, what] : cases) {
    const Parsed<T> parsed = parse(node_of(yaml));
    const auto* problem = std::get_if<Problem>(&parsed);
    ASSERT_NE(problem, nullptr) << "accepted: " << yaml;
    EXPECT_EQ(problem->what, what) << yaml;
  }
}

const std::vector<Refused> no_scalars = {
    {"", "the value is nothing (null)"},  {"~", "the value is nothing (null)"}, {"null", "the value is nothing (null)"},
    {"{a: 1}", "the value is a mapping"}, {"[1]", "the value is a list"},
};

TEST(Scalar, BoolsAreTrueAndFalseOnly) {
  expect_accepted<bool>(parse_bool, {{"true", true}, {"false", false}, {"!!bool true", true}});
  expect_refused<bool>(parse_bool, {{"yes", "yes is not a bool"},
                                    {"no", "no is not a bool"},
                                    {"on", "on is not a bool"},
                                    {"True", "True is not a bool"},
                                    {"FALSE", "FALSE is not a bool"},
                                    {"y", "y is not a bool"},
                                    {"1", "1 is not a bool"},
                                    {"0", "0 is not a bool"},
                                    {"'true'", "\"true\" is not a bool"},
                                    {"!!str true", "\"true\" is not a bool"},
                                    {"!!int true", "true is not a bool"}});
  expect_refused<bool>(parse_bool, no_scalars);
}

TEST(Scalar, IntegersMayHaveAnExponentAndUnderscores) {
  expect_accepted<long>(parse_integer, {{"7", 7},
                                        {"-3", -3},
                                        {"+3", 3},
                                        {"0", 0},
                                        {"-0", 0},
                                        {"1e6", 1000000},
                                        {"1E6", 1000000},
                                        {"1_000", 1000},
                                        {"1.5e1", 15},
                                        {"2.0", 2},
                                        {"100e-2", 1},
                                        {"!!int 5", 5},
                                        {"!!int 1e3", 1000},
                                        {"!!float 1e6", 1000000},
                                        {"9223372036854775807", 9223372036854775807L},
                                        {"9007199254740993", 9007199254740993L}});
  expect_refused<long>(parse_integer, {{"0123", "0123 begins with a zero"},
                                       {"-007", "-007 begins with a zero"},
                                       {"0x1F", "0x1F is not a number"},
                                       {"0o17", "0o17 is not a number"},
                                       {"1:30", "1:30 is not a number"},
                                       {"1_", "1_ is not a number"},
                                       {"1.5", "1.5 is not a whole number"},
                                       {"1e-1", "1e-1 is not a whole number"},
                                       {"!!float 1.5", "1.5 is not a whole number"},
                                       {"!!bool 1", "1 is not a number"},
                                       {"1e19", "1e19 does not fit 64 bits"},
                                       {".inf", ".inf is not finite"},
                                       {"'7'", "\"7\" is text, not a number"},
                                       {"\"7\"", "\"7\" is text, not a number"},
                                       {"!!str 7", "\"7\" is text, not a number"},
                                       {"true", "true is not a number"},
                                       {"abc", "abc is not a number"}});
  expect_refused<long>(parse_integer, no_scalars);
}

TEST(Scalar, IntsFit32Bits) {
  expect_accepted<int>(parse_int, {{"2147483647", 2147483647}, {"-2147483648", -2147483647 - 1}, {"1e6", 1000000}});
  expect_refused<int>(parse_int, {{"2147483648", "2147483648 does not fit 32 bits"},
                                  {"-2147483649", "-2147483649 does not fit 32 bits"},
                                  {"1e19", "1e19 does not fit 64 bits"},
                                  {"abc", "abc is not a number"}});
}

TEST(Scalar, NumbersAreFiniteDecimals) {
  expect_accepted<double>(parse_number, {{"7", 7.0},
                                         {"0.5", 0.5},
                                         {"-0.5", -0.5},
                                         {".5", 0.5},
                                         {"1e-3", 1e-3},
                                         {"1_000.5", 1000.5},
                                         {"!!float 3", 3.0},
                                         {"!!int 3", 3.0},
                                         {"0.1", 0.1}});
  expect_refused<double>(parse_number, {{".nan", ".nan is not finite"},
                                        {".NaN", ".NaN is not finite"},
                                        {".inf", ".inf is not finite"},
                                        {"-.Inf", "-.Inf is not finite"},
                                        {"nan", "nan is not finite"},
                                        {"-inf", "-inf is not finite"},
                                        {"infinity", "infinity is not finite"},
                                        {"1e400", "1e400 is too large or too small for a double"},
                                        {"1e-400", "1e-400 is too large or too small for a double"},
                                        {"00.5", "00.5 begins with a zero"},
                                        {"!!int 0.5", "0.5 is not a whole number"},
                                        {"0x1p3", "0x1p3 is not a number"},
                                        {"'0.5'", "\"0.5\" is text, not a number"},
                                        {"1,5", "1,5 is not a number"}});
  expect_refused<double>(parse_number, no_scalars);
}

TEST(Scalar, StringsThatLookLikeOtherTypesNeedQuotes) {
  expect_accepted<std::string>(parse_string, {{"abc", "abc"},
                                              {"'5'", "5"},
                                              {"\"true\"", "true"},
                                              {"!!str 5", "5"},
                                              {"''", ""},
                                              {"yes", "yes"},
                                              {"3-seeds", "3-seeds"},
                                              {"two words", "two words"},
                                              {"'~'", "~"}});
  expect_refused<std::string>(parse_string, {{"5", "5 is a number, not text; put it in quotes"},
                                             {"1e3", "1e3 is a number, not text; put it in quotes"},
                                             {"007", "007 is a number, not text; put it in quotes"},
                                             {".nan", ".nan is a number, not text; put it in quotes"},
                                             {"!!int 5", "5 is a number, not text; put it in quotes"},
                                             {"true", "true is a bool, not text; put it in quotes"}});
  expect_refused<std::string>(parse_string, no_scalars);
}

TEST(Scalar, NamesAreTakenAsWritten) {
  expect_accepted<std::string>(parse_name, {{"gru", "gru"}, {"'gru'", "gru"}, {"off", "off"}, {"5", "5"}});
  expect_refused<std::string>(parse_name, no_scalars);
}

TEST(Scalar, LongTextIsCutOffInMessages) {
  expect_refused<double>(parse_number, {{std::string(100, 'x'), std::string(60, 'x') + "... is not a number"}});
}

}  // namespace
}  // namespace rlrun::config
