#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace rlrun {

/// A node of the tree of randomness: a value that names one independent stream.
/// Children are derived by name or index, so that no stream depends on how much another one was used.
class RngKey {
 public:
  explicit RngKey(std::uint64_t seed = 0) : bits_(seed) {}

  [[nodiscard]] RngKey derive(std::string_view name) const;
  [[nodiscard]] RngKey derive(std::uint64_t index) const;
  [[nodiscard]] std::uint64_t bits() const { return bits_; }

 private:
  std::uint64_t bits_;
};

/// Counter-based generator Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11).
/// The stream is a pure function of the key and the position.
class Rng {
 public:
  explicit Rng(RngKey key = RngKey()) : key_(key) {}

  std::uint32_t next_u32() {
    const std::size_t word = position_ % words_per_block;
    if (word == 0) refill();
    ++position_;
    return block_[word];
  }
  std::uint64_t next_u64() {
    const std::uint64_t low = next_u32();
    return low | (static_cast<std::uint64_t>(next_u32()) << 32);
  }

  /// Uniform in [0, 1), 53 random bits.
  double uniform() { return static_cast<double>(next_u64() >> 11) * 0x1.0p-53; }
  /// Uniform in [low, high).
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// Standard normal (Box and Muller; two uniforms a value).
  double normal();
  /// Uniform integer in [0, count), without bias (Lemire, "Fast random integer generation in an interval", 2019).
  /// Requires count > 0.
  std::uint64_t below(std::uint64_t count);
  bool bernoulli(double probability) { return uniform() < probability; }
  /// Index drawn with the given non-negative weights, which need not sum to 1. Requires a positive sum.
  template <class Scalar>
  std::size_t categorical(std::span<const Scalar> weights);
  std::size_t categorical(std::span<const double> weights) { return categorical<double>(weights); }

  /// Fisher-Yates.
  template <class T>
  void shuffle(std::span<T> values) {
    for (std::size_t i = values.size(); i > 1; --i) {
      std::swap(values[i - 1], values[below(i)]);
    }
  }

  [[nodiscard]] RngKey key() const { return key_; }
  /// Number of 32-bit words drawn so far.
  [[nodiscard]] std::uint64_t position() const { return position_; }
  void set_position(std::uint64_t position);

 private:
  static constexpr std::size_t words_per_block = 4;

  void refill();

  RngKey key_;
  std::uint64_t position_ = 0;
  std::array<std::uint32_t, words_per_block> block_{};
};

}  // namespace rlrun
