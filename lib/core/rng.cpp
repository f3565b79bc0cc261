#include "lib/core/rng.hpp"

#include <Random123/philox.h>
#include <xxhash.h>

#include <cmath>
#include <numbers>

namespace rlrun {
namespace {

std::array<std::uint32_t, 4> philox_block(std::uint64_t key, std::uint64_t low, std::uint64_t high) {
  const auto word = [](std::uint64_t value, int half) { return static_cast<std::uint32_t>(value >> (32 * half)); };
  const philox4x32_ctr_t counter = {{word(low, 0), word(low, 1), word(high, 0), word(high, 1)}};
  const philox4x32_key_t philox_key = {{word(key, 0), word(key, 1)}};
  const philox4x32_ctr_t block = philox4x32(counter, philox_key);
  return {block.v[0], block.v[1], block.v[2], block.v[3]};
}

/// Streams use counters whose upper half is 0; derived keys use these upper halves.
enum class Domain : std::uint64_t { name = 1, index = 2 };

std::uint64_t derived_bits(std::uint64_t key, std::uint64_t value, Domain domain) {
  const auto block = philox_block(key, value, static_cast<std::uint64_t>(domain));
  return block[0] | (static_cast<std::uint64_t>(block[1]) << 32);
}

}  // namespace

RngKey RngKey::derive(std::string_view name) const {
  return RngKey(derived_bits(bits_, XXH64(name.data(), name.size(), 0), Domain::name));
}

RngKey RngKey::derive(std::uint64_t index) const { return RngKey(derived_bits(bits_, index, Domain::index)); }

void Rng::refill() { block_ = philox_block(key_.bits(), position_ / words_per_block, 0); }

void Rng::set_position(std::uint64_t position) {
  position_ = position;
  refill();
}

double Rng::normal() {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

std::uint64_t Rng::below(std::uint64_t count) {
  __extension__ using Wide = unsigned __int128;
  Wide product = static_cast<Wide>(next_u64()) * count;
  if (static_cast<std::uint64_t>(product) < count) {
    const std::uint64_t threshold = -count % count;
    while (static_cast<std::uint64_t>(product) < threshold) product = static_cast<Wide>(next_u64()) * count;
  }
  return static_cast<std::uint64_t>(product >> 64);
}

template <class Scalar>
std::size_t Rng::categorical(std::span<const Scalar> weights) {
  double sum = 0.0;
  for (const Scalar weight : weights) sum += static_cast<double>(weight);
  double rest = uniform() * sum;
  std::size_t last_possible = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto weight = static_cast<double>(weights[i]);
    if (weight <= 0.0) continue;
    last_possible = i;
    rest -= weight;
    if (rest < 0.0) break;
  }
  return last_possible;
}

template std::size_t Rng::categorical<float>(std::span<const float>);
template std::size_t Rng::categorical<double>(std::span<const double>);

}  // namespace rlrun
