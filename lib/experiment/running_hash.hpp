#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <tuple>

struct XXH3_state_s;

namespace rlrun::experiment {

/// XXH3 (64 bits) of all bytes so far.
class RunningHash {
 public:
  RunningHash();

  void add(std::string_view bytes);
  [[nodiscard]] std::uint64_t value() const;

 private:
  struct Deleter {
    void operator()(XXH3_state_s* state) const;
  };
  std::unique_ptr<XXH3_state_s, Deleter> state_;
};

/// Of these bytes alone.
std::uint64_t hash_of(std::string_view bytes);

/// XXH3 (128 bits): bytes with the same are taken for the same bytes.
struct WideHash {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  bool operator==(const WideHash&) const = default;
  friend bool operator<(const WideHash& a, const WideHash& b) {
    return std::tie(a.low, a.high) < std::tie(b.low, b.high);
  }
};

WideHash wide_hash_of(std::string_view bytes);

}  // namespace rlrun::experiment
