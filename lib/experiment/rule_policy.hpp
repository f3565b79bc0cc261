#pragma once

#include "lib/core/action_rule.hpp"
#include "lib/core/learner.hpp"

namespace rlrun::experiment {

/// Acts by a fixed rule in one slot. Episode k draws its randomness from key.derive(k).
class RulePolicy final : public Policy {
 public:
  RulePolicy(ActionRule rule, RngKey key);

  void begin_episode(Index slot, long episode, const VectorView<double>& observation) override;
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;

 private:
  ActionRule rule_;
  RngKey key_;
  Rng rng_;
};

}  // namespace rlrun::experiment
