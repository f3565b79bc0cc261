#include "lib/experiment/seed_list.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "lib/core/error.hpp"

namespace rlrun::experiment {
namespace {

constexpr std::size_t most_seeds = 100000;
constexpr std::string_view range_mark = "..";

[[noreturn]] void fail(std::string_view text) {
  throw UsageError("--seeds " + std::string(text) +
                   ": not a list of seeds; allowed: whole numbers >= 0 and ranges, each seed once, 100000 at most, "
                   "such as 0..9 or 0,3,7");
}

long parse_seed(std::string_view part, std::string_view text) {
  long seed = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), seed);
  const bool leading_zero = part.size() > 1 && part.front() == '0';
  if (error != std::errc() || end != part.data() + part.size() || seed < 0 || leading_zero) fail(text);
  return seed;
}

/// Both ends belong to it.
struct SeedRange {
  long first = 0;
  long last = 0;

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(last - first) + 1; }
};

SeedRange parse_range(std::string_view part, std::string_view text) {
  const std::size_t mark = part.find(range_mark);
  const long first = parse_seed(part.substr(0, mark), text);
  const long last = mark == std::string_view::npos ? first : parse_seed(part.substr(mark + range_mark.size()), text);
  if (last < first) fail(text);
  return {.first = first, .last = last};
}

void require_few_and_distinct(std::vector<SeedRange> ranges, std::string_view text) {
  std::ranges::sort(ranges, {}, &SeedRange::first);
  std::size_t seeds = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    seeds += std::min(ranges[i].size(), most_seeds + 1);
    if (seeds > most_seeds || (i > 0 && ranges[i].first <= ranges[i - 1].last)) fail(text);
  }
}

}  // namespace

std::vector<long> parse_seed_list(std::string_view text) {
  std::vector<SeedRange> ranges;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    ranges.push_back(parse_range(text.substr(begin, end - begin), text));
    begin = end + 1;
  }
  require_few_and_distinct(ranges, text);
  std::vector<long> seeds;
  for (const SeedRange& range : ranges) {
    // The last one may be the largest number there is, behind which none can be counted.
    for (std::size_t i = 0; i < range.size(); ++i) seeds.push_back(range.first + static_cast<long>(i));
  }
  return seeds;
}

}  // namespace rlrun::experiment
