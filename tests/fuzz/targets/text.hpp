#pragma once

#include <string_view>

#include "tests/fuzz/targets/targets.hpp"

namespace rlrun::fuzz {

inline std::string_view text_of(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

}  // namespace rlrun::fuzz
