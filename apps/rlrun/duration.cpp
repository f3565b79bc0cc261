#include "apps/rlrun/duration.hpp"

#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "lib/core/error.hpp"

namespace rlrun::app {
namespace {

/// In the order in which they may stand.
constexpr std::array<std::pair<char, double>, 3> units = {{{'h', 3600.0}, {'m', 60.0}, {'s', 1.0}}};
constexpr long most_of_a_unit = 1'000'000;

/// Cuts off a number and its unit and returns the seconds; 0 where the text begins otherwise.
double take_part(std::string_view& rest, char unit, double seconds) {
  long count = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), count);
  const auto digits = static_cast<std::size_t>(end - rest.data());
  const bool fits = error == std::errc() && count >= 0 && count <= most_of_a_unit;
  if (!fits || digits >= rest.size() || rest[digits] != unit) return 0.0;
  rest.remove_prefix(digits + 1);
  return static_cast<double>(count) * seconds;
}

}  // namespace

double parse_duration(std::string_view text) {
  std::string_view rest = text;
  double total = 0.0;
  for (const auto& [unit, seconds] : units) total += take_part(rest, unit, seconds);
  if (rest.empty() && total > 0.0) return total;
  throw UsageError("--max-time: \"" + std::string(text) + "\" is no time; allowed: such as 3h50m, 45m, 90s");
}

}  // namespace rlrun::app
