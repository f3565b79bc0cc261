#pragma once

#include <memory>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/learners/common/running_means.hpp"
#include "lib/learners/map_propagation/setup.hpp"
#include "lib/learners/map_propagation/team.hpp"

namespace rlrun::learners::map_propagation {

/// Actor-critic with eligibility traces (Chung 2020, Algorithm 2), one update a step, averaged over the environments.
/// The temporal-difference error takes the critic's mean outputs as they were drawn:
/// r + discount * mean(s') - mean(s). Both networks see a state once; these values wait for the action's outcome and
/// only then settle, with means renewed since the weights have changed.
/// Order::reference follows the code of Chung 2020: the means are not renewed before the first settling step, and the
/// optimisers take a step without a signal where a step is not learned from and where an episode begins.
template <class Scalar>
class ActorCriticLearner final : public Learner {
 public:
  ActorCriticLearner(std::shared_ptr<const StochasticSetup> setup, RngKey key, Index num_envs);

  [[nodiscard]] int threads() const override { return setup_->threads; }
  [[nodiscard]] SlotSchedule slot_schedule() const override { return SlotSchedule::reset_at_once; }
  void begin_episode(Index slot, long episode, const VectorView<double>& observation) override;
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;
  void observe(const TransitionBatch& transitions) override;
  void skip(const TransitionBatch& transitions) override;
  [[nodiscard]] std::unique_ptr<Policy> snapshot(RngKey key, Index num_envs) const override;
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override { return {"updates", "value", "td_error"}; }
  std::vector<double> take_diagnostics() override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader) override;

 private:
  /// Marks a slot whose first observation no network has seen.
  static constexpr Index unseen = -1;

  void arrange(const MatrixView<double>& observations, std::span<const Index> slots);
  void sample(const MatrixView<double>& observations, Columns columns);
  void extend_traces(std::span<const Index> slots);
  Index measure_td_errors(const TransitionBatch& transitions);
  void learn(std::span<const Index> slots, Index learned_columns);
  void update();

  std::shared_ptr<const StochasticSetup> setup_;
  Team<Scalar> actor_;
  Team<Scalar> critic_;
  std::vector<Index> column_of_slot_;
  Vector<double> values_;        ///< mean(s) of each column, when it was drawn
  Vector<double> td_errors_;     ///< of each column, 0 for those that are not learned from
  std::vector<double> factors_;  ///< workspace
  bool means_are_current_ = true;
  std::int64_t updates_ = 0;
  RunningMeans diagnostics_{2};  ///< value and squared temporal-difference error
};

}  // namespace rlrun::learners::map_propagation
