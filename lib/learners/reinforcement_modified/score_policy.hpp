#pragma once

#include <memory>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/learners/reinforcement_modified/action_scores.hpp"
#include "lib/learners/reinforcement_modified/selection.hpp"

namespace rlrun::learners::reinforcement_modified {

/// Chooses actions by their scores, with one generator for all columns.
class ScorePolicy final : public Policy {
 public:
  /// For up to `num_envs` columns; `scores` must have room for as many.
  ScorePolicy(std::unique_ptr<ActionScores> scores, const SelectionOptions& selection, RngKey key, Index num_envs);

  void begin_episode(Index /*slot*/, long /*episode*/, const VectorView<double>& /*observation*/) override {}
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;

  ActionScores& scores() { return *scores_; }
  [[nodiscard]] const ActionScores& scores() const { return *scores_; }

  /// A copy as it acts now, with a generator of its own.
  [[nodiscard]] std::unique_ptr<Policy> snapshot(RngKey key, Index num_envs) const;

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  std::unique_ptr<ActionScores> scores_;
  SelectionOptions selection_;
  Rng rng_;
  Matrix<double> values_;        ///< scores of each column
  std::vector<double> weights_;  ///< workspace
};

}  // namespace rlrun::learners::reinforcement_modified
