#pragma once

#include <gtest/gtest.h>

#include <cctype>
#include <string>

namespace rlrun::conformance {

/// Names a case of a suite after the registered name that it tests.
inline std::string parameter_name(const testing::TestParamInfo<std::string>& info) {
  std::string name;
  for (const char character : info.param) name += std::isalnum(static_cast<unsigned char>(character)) ? character : '_';
  return name;
}

}  // namespace rlrun::conformance
