#include "lib/config/text.hpp"

#include <gtest/gtest.h>

namespace rlrun::config {
namespace {

TEST(Text, ValidUtf8LengthFindsTheFirstWrongByte) {
  for (const std::string valid : {"", "a", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                                  "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(valid_utf8_length("x" + valid + "y"), valid.size() + 2) << one_line(valid);
  }
  // Bytes that never occur, longer forms than needed, surrogates, beyond the last code point, cut off.
  for (const std::string wrong : {"\x80", "\xFF", "\xF8\x88\x80\x80\x80", "\xC1\xBF", "\xE0\x9F\xBF",
                                  "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xE2\x82y"}) {
    EXPECT_EQ(valid_utf8_length("x" + wrong), 1) << wrong.size();
  }
}

}  // namespace
}  // namespace rlrun::config
