#include "lib/config/decimal.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace rlrun::config {
namespace {

std::optional<long> integer(std::string_view text) {
  const auto decimal = parse_decimal(text);
  return decimal ? to_integer(*decimal) : std::nullopt;
}

std::optional<double> number(std::string_view text) {
  const auto decimal = parse_decimal(text);
  return decimal ? to_double(*decimal) : std::nullopt;
}

TEST(Decimal, RefusesWhatIsNoDecimalNumber) {
  for (const char* text :
       {"",     "-",  "+",  ".",    "e5",   "1e",   "1e+",  "--1",   "+-1", "1 ",  " 1",   "0x1F", "0o17", "0b1",
        "1:30", "_1", "1_", "1__0", "1_.5", "1._5", "1e_5", "1.2.3", "1,5", "nan", ".inf", "1f",   "abc"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

TEST(Decimal, MarksLeadingZeros) {
  for (const char* text : {"0123", "00", "-01", "+007", "01.5", "0_1", "08"}) {
    ASSERT_TRUE(parse_decimal(text)) << text;
    EXPECT_TRUE(parse_decimal(text)->leading_zero) << text;
  }
  for (const char* text : {"0", "-0", "0.5", "-0.5", ".05", "0e3", "10", "1e05"}) {
    ASSERT_TRUE(parse_decimal(text)) << text;
    EXPECT_FALSE(parse_decimal(text)->leading_zero) << text;
  }
}

TEST(Decimal, IntegersAreExact) {
  EXPECT_EQ(integer("9223372036854775807"), std::numeric_limits<long>::max());
  EXPECT_EQ(integer("-9223372036854775808"), std::numeric_limits<long>::min());
  EXPECT_EQ(integer("9007199254740993"), 9007199254740993L);
  EXPECT_EQ(integer("9.007199254740993e15"), 9007199254740993L);
  EXPECT_EQ(integer("1200e-2"), 12);
  EXPECT_EQ(integer("0e99999999999999999999"), 0);
  EXPECT_EQ(integer("0.00"), 0);
}

TEST(Decimal, IntegersThatDoNotFitAreNone) {
  for (const char* text : {"9223372036854775808", "-9223372036854775809", "1e19", "1e30", "1e99999999999999999999"}) {
    EXPECT_EQ(integer(text), std::nullopt) << text;
    EXPECT_TRUE(is_integral(*parse_decimal(text))) << text;
  }
  for (const char* text : {"1.5", "1e-1", "12e-99999999999999999999"}) {
    EXPECT_EQ(integer(text), std::nullopt) << text;
    EXPECT_FALSE(is_integral(*parse_decimal(text))) << text;
  }
}

TEST(Decimal, NumbersAreTheNearestDouble) {
  EXPECT_EQ(number("0.1"), 0.1);
  EXPECT_EQ(number("+.5"), 0.5);
  EXPECT_EQ(number("5."), 5.0);
  EXPECT_EQ(number("1_000.25"), 1000.25);
  EXPECT_EQ(number("1E-3"), 1e-3);
  EXPECT_EQ(number("1.7976931348623157e308"), std::numeric_limits<double>::max());
  EXPECT_EQ(number("1e400"), std::nullopt);
  EXPECT_EQ(number("-1e400"), std::nullopt);
  EXPECT_EQ(number("1e-400"), std::nullopt);
}

}  // namespace
}  // namespace rlrun::config
