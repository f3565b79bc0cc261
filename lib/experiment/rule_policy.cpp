#include "lib/experiment/rule_policy.hpp"

#include <utility>

namespace rlrun::experiment {

RulePolicy::RulePolicy(ActionRule rule, RngKey key) : rule_(std::move(rule)), key_(key) {}

void RulePolicy::begin_episode(Index /*slot*/, long episode, const VectorView<double>& /*observation*/) {
  rng_ = Rng(key_.derive(static_cast<std::uint64_t>(episode)));
}

void RulePolicy::act(const MatrixView<double>& observations, std::span<const Index> /*slots*/,
                     MutableMatrixView<double> actions) {
  rule_(observations.col(0), rng_, actions.col(0));
}

}  // namespace rlrun::experiment
