#include "lib/learners/common/noise.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace rlrun::learners {
namespace {

using config::Range;

constexpr std::array<std::pair<std::string_view, NoiseKind>, 2> kinds = {
    {{"gaussian", NoiseKind::gaussian}, {"ornstein_uhlenbeck", NoiseKind::ornstein_uhlenbeck}}};

}  // namespace

void read_noise(config::Reader& reader, NoiseOptions& options) {
  reader.read("kind", options.kind, kinds,
              {"gaussian: drawn anew at every step; ornstein_uhlenbeck: x += -reversion * x + sigma * N(0, 1)",
               "Lillicrap et al. 2016, section 3"});
  reader.read("sigma", options.sigma, Range::at_least(0),
              {"standard deviation of what is drawn at every step", "Lillicrap et al. 2016, section 7: 0.2"});
  reader.read("reversion", options.reversion, Range::between(0, 1),
              {"theta of ornstein_uhlenbeck: the smaller, the slower the noise", "Lillicrap et al. 2016: 0.15"});
  reader.read("final_share", options.final_share, Range::between(0, 1),
              {"share of the noise that is left after decay_steps", "not in the paper"});
  reader.read("decay_steps", options.decay_steps, Range::at_least(0),
              {"steps of the environments in which the noise falls linearly; 0: it does not fall", "not in the paper"});
}

double linear_share(double final_share, long decay_steps, long steps) {
  if (decay_steps == 0) return 1.0;
  const double progress = std::min(1.0, static_cast<double>(steps) / static_cast<double>(decay_steps));
  return 1.0 - (1.0 - final_share) * progress;
}

double noise_share(const NoiseOptions& options, long steps) {
  return linear_share(options.final_share, options.decay_steps, steps);
}

Noise::Noise(const NoiseOptions& options, Vector<double> sigmas, Index slots, RngKey key)
    : options_(options),
      sigmas_(std::move(sigmas)),
      key_(key),
      generators_(static_cast<std::size_t>(slots)),
      values_(Matrix<double>::Zero(sigmas_.size(), slots)) {}

void Noise::begin_episode(Index slot, long episode) {
  generator(slot) = Rng(key_.derive(static_cast<std::uint64_t>(episode)));
  values_.col(slot).setZero();
}

VectorView<double> Noise::advance(Index slot) {
  Rng& rng = generator(slot);
  auto value = values_.col(slot);
  const double kept = options_.kind == NoiseKind::gaussian ? 0.0 : 1.0 - options_.reversion;
  for (Index i = 0; i < sigmas_.size(); ++i) {
    if (sigmas_[i] > 0.0) value[i] = kept * value[i] + sigmas_[i] * rng.normal();
  }
  return value;
}

void Noise::save(StateWriter& writer) const {
  for (const Rng& rng : generators_) writer.write("noise_rng", rng);
  writer.write_matrix<double>("noise", values_);
}

void Noise::load(StateReader& reader) {
  for (Rng& rng : generators_) rng = reader.read_rng("noise_rng");
  reader.read_into<double>("noise", values_);
}

}  // namespace rlrun::learners
