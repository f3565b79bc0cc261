#pragma once

#include <vector>

#include "lib/core/learner.hpp"
#include "lib/core/rng.hpp"
#include "lib/core/spaces.hpp"

namespace rlrun::learners {

/// Uniform random actions; every slot has a generator of its own.
class RandomPolicy final : public Policy {
 public:
  /// The bounds of a box must be finite.
  RandomPolicy(ActionSpace space, Index num_envs, RngKey key);

  void begin_episode(Index slot, long episode, const VectorView<double>& observation) override;
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  ActionSpace space_;
  RngKey key_;
  std::vector<Rng> generators_;
};

}  // namespace rlrun::learners
