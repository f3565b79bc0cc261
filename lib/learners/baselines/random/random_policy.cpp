#include "lib/learners/baselines/random/random_policy.hpp"

#include <string>
#include <utility>

#include "lib/core/state_io.hpp"

namespace rlrun::learners {
namespace {

std::string generator_name(std::size_t slot) { return "rng_" + std::to_string(slot); }

}  // namespace

RandomPolicy::RandomPolicy(ActionSpace space, Index num_envs, RngKey key)
    : space_(std::move(space)), key_(key), generators_(static_cast<std::size_t>(num_envs)) {}

void RandomPolicy::begin_episode(Index slot, long episode, const VectorView<double>& /*observation*/) {
  generators_[static_cast<std::size_t>(slot)] = Rng(key_.derive(static_cast<std::uint64_t>(episode)));
}

void RandomPolicy::act(const MatrixView<double>& /*observations*/, std::span<const Index> slots,
                       MutableMatrixView<double> actions) {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    Rng& rng = generators_[static_cast<std::size_t>(slots[i])];
    draw_action(space_, rng, actions.col(static_cast<Index>(i)));
  }
}

void RandomPolicy::save(StateWriter& writer) const {
  for (std::size_t slot = 0; slot < generators_.size(); ++slot) writer.write(generator_name(slot), generators_[slot]);
}

void RandomPolicy::load(StateReader& reader) {
  for (std::size_t slot = 0; slot < generators_.size(); ++slot) {
    generators_[slot] = reader.read_rng(generator_name(slot));
  }
}

}  // namespace rlrun::learners
