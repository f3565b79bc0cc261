#include "apps/rlrun/seed_list.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "lib/core/error.hpp"

namespace rlrun::app {
namespace {

constexpr std::size_t most_seeds = 100000;
constexpr std::string_view range_mark = "..";

[[noreturn]] void fail(std::string_view text) {
  throw UsageError(
      "--seeds " + std::string(text) +
      ": not a list of seeds; allowed: whole numbers >= 0 and ranges, each seed once, such as 0..9 or 0,3,7");
}

long parse_seed(std::string_view part, std::string_view text) {
  long seed = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), seed);
  if (error != std::errc() || end != part.data() + part.size() || seed < 0) fail(text);
  return seed;
}

void append_part(std::string_view part, std::string_view text, std::vector<long>& seeds) {
  const std::size_t mark = part.find(range_mark);
  const long first = parse_seed(part.substr(0, mark), text);
  const long last = mark == std::string_view::npos ? first : parse_seed(part.substr(mark + range_mark.size()), text);
  if (last < first || static_cast<std::size_t>(last - first) >= most_seeds) fail(text);
  for (long seed = first; seed <= last; ++seed) seeds.push_back(seed);
}

}  // namespace

std::vector<long> parse_seed_list(std::string_view text) {
  std::vector<long> seeds;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    append_part(text.substr(begin, end - begin), text, seeds);
    begin = end + 1;
  }
  std::vector<long> sorted = seeds;
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) != sorted.end()) fail(text);
  return seeds;
}

}  // namespace rlrun::app
