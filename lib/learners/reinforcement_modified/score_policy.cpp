#include "lib/learners/reinforcement_modified/score_policy.hpp"

#include <utility>

namespace rlrun::learners::reinforcement_modified {

ScorePolicy::ScorePolicy(std::unique_ptr<ActionScores> scores, const SelectionOptions& selection, RngKey key,
                         Index num_envs)
    : scores_(std::move(scores)),
      selection_(selection),
      rng_(key),
      values_(scores_->actions(), num_envs),
      weights_(static_cast<std::size_t>(scores_->actions())) {}

void ScorePolicy::act(const MatrixView<double>& observations, std::span<const Index> /*slots*/,
                      MutableMatrixView<double> actions) {
  scores_->score(observations, values_.leftCols(observations.cols()));
  for (Index column = 0; column < observations.cols(); ++column) {
    actions(0, column) = static_cast<double>(select_action(selection_, values_.col(column), rng_, weights_));
  }
}

std::unique_ptr<Policy> ScorePolicy::snapshot(RngKey key, Index num_envs) const {
  return std::make_unique<ScorePolicy>(scores_->clone(num_envs), selection_, key, num_envs);
}

void ScorePolicy::save(StateWriter& writer) const {
  scores_->save(writer);
  writer.write("exploration", rng_);
}

void ScorePolicy::load(StateReader& reader) {
  scores_->load(reader);
  rng_ = reader.read_rng("exploration");
}

}  // namespace rlrun::learners::reinforcement_modified
