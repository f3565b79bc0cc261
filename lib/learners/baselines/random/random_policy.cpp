#include "lib/learners/baselines/random/random_policy.hpp"

#include <string>
#include <utility>

#include "lib/core/state_io.hpp"

namespace rlrun::learners {
namespace {

using ActionColumn = MutableMatrixView<double>::ColXpr;

void draw(const DiscreteSpace& space, Rng& rng, ActionColumn action) {
  action(0) = static_cast<double>(rng.below(static_cast<std::uint64_t>(space.count)));
}

void draw(const BoxSpace& space, Rng& rng, ActionColumn action) {
  for (Index i = 0; i < action.size(); ++i) action(i) = rng.uniform(space.low(i), space.high(i));
}

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
    std::visit([&](const auto& space) { draw(space, rng, actions.col(static_cast<Index>(i))); }, space_);
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
