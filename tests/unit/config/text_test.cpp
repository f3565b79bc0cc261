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

TEST(Text, WhatATerminalWouldObeyIsEscaped) {
  EXPECT_EQ(one_line("a\x1b[2J\n\t\r"), "a\\x1b[2J\\n\\x09\\x0d");
  EXPECT_EQ(one_line("\xC2\x9B"
                     "31m"),
            "\\xc2\\x9b31m")
      << "CSI in one character";
  for (const std::string mark : {"\xE2\x80\xAE", "\xE2\x81\xA6", "\xD8\x9C", "\xE2\x80\x8F"}) {
    EXPECT_EQ(one_line(mark).size(), 4 * mark.size());
  }
  EXPECT_EQ(one_line("\xFFx\xE2\x82"), "\\xffx\\xe2\\x82");
  EXPECT_EQ(one_line("gr\xC3\xBC\xC3\x9F"), "gr\xC3\xBC\xC3\x9F");
  EXPECT_EQ(printable("one\ttwo\n\x1b"), "one\ttwo\n\\x1b");
}

}  // namespace
}  // namespace rlrun::config
