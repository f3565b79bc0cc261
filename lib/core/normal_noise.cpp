#include "lib/core/normal_noise.hpp"

#include <algorithm>
#include <numbers>

namespace rlrun {
namespace {

/// Pairs that are made together: small enough for the first-level cache.
constexpr Index block_pairs = 128;

using Block = Eigen::Array<float, Eigen::Dynamic, 1, 0, block_pairs, 1>;

/// Uniform in (0, 1): the middle of one of 2^24 equal intervals.
float open_uniform(Rng& rng) { return (static_cast<float>(rng.next_u32() >> 8) + 0.5F) * 0x1.0p-24F; }

Block draw_uniform(Rng& rng, Index count) {
  Block values(count);
  for (float& value : values) value = open_uniform(rng);
  return values;
}

}  // namespace

template <class Scalar>
void fill_normal(Rng& rng, MutableVectorView<Scalar> noise) {
  constexpr float circle = 2.0F * std::numbers::pi_v<float>;
  for (Index first = 0; first < noise.size(); first += 2 * block_pairs) {
    const Index count = std::min(2 * block_pairs, noise.size() - first);
    const Index pairs = (count + 1) / 2;
    const Block radius = (-2.0F * draw_uniform(rng, pairs).log()).sqrt();
    const Block angle = circle * draw_uniform(rng, pairs);
    // Evaluated in single precision before the cast, so that every scalar gets the same bits.
    const Block cosines = radius * angle.cos();
    const Block sines = radius * angle.sin();
    noise.segment(first, pairs) = cosines.matrix().cast<Scalar>();
    noise.segment(first + pairs, count - pairs) = sines.head(count - pairs).matrix().cast<Scalar>();
  }
}

template void fill_normal<float>(Rng&, MutableVectorView<float>);
template void fill_normal<double>(Rng&, MutableVectorView<double>);

}  // namespace rlrun
