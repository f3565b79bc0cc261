#include "lib/learners/baselines/random/learner.hpp"

namespace rlrun::learners {

RandomLearner::RandomLearner(const ActionSpace& space, Index num_envs, RngKey key)
    : space_(space), policy_(space, num_envs, key) {}

void RandomLearner::begin_episode(Index slot, long episode, const VectorView<double>& observation) {
  policy_.begin_episode(slot, episode, observation);
}

void RandomLearner::act(const MatrixView<double>& observations, std::span<const Index> slots,
                        MutableMatrixView<double> actions) {
  policy_.act(observations, slots, actions);
}

std::unique_ptr<Policy> RandomLearner::snapshot(RngKey key, Index num_envs) const {
  return std::make_unique<RandomPolicy>(space_, num_envs, key);
}

}  // namespace rlrun::learners
