#pragma once

#include <string_view>

namespace rlrun::app {

/// Seconds of a duration such as "3h50m", "90s", "1h", "45m30s". Throws UsageError unless it is one above zero.
double parse_duration(std::string_view text);

}  // namespace rlrun::app
