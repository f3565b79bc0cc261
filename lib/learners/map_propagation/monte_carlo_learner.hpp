#pragma once

#include <memory>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/learners/map_propagation/setup.hpp"
#include "lib/learners/map_propagation/team.hpp"

namespace rlrun::learners::map_propagation {

/// Monte-Carlo policy gradient (Chung 2020, Algorithm 1): one update after every group of num_envs episodes, by their
/// returns. Episodes of one step make a batch, and need no eligibility traces.
template <class Scalar>
class MonteCarloLearner final : public Learner {
 public:
  MonteCarloLearner(std::shared_ptr<const StochasticSetup> setup, RngKey key, Index num_envs);

  [[nodiscard]] int threads() const override { return setup_->threads; }
  [[nodiscard]] SlotSchedule slot_schedule() const override { return SlotSchedule::rest_until_group_ends; }
  void begin_episode(Index slot, long episode, const VectorView<double>& observation) override;
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;
  void observe(const TransitionBatch& transitions) override;
  void end_group() override;
  [[nodiscard]] std::unique_ptr<Policy> snapshot(RngKey key, Index num_envs) const override;
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override { return {"updates", "signal"}; }
  std::vector<double> take_diagnostics() override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader) override;

 private:
  [[nodiscard]] bool has_traces() const { return setup_->time_limit > 1; }
  void measure_signals(const TransitionBatch& transitions);
  [[nodiscard]] double signal(const TransitionBatch& transitions, Index column) const;
  void learn_from_traces(const TransitionBatch& transitions);

  std::shared_ptr<const StochasticSetup> setup_;
  Team<Scalar> actor_;
  Vector<double> drawn_means_;   ///< of the first output, before settling, of the running columns
  std::vector<double> signals_;  ///< of the running columns
  std::vector<double> factors_;  ///< of eligibility traces: ones
  std::int64_t updates_ = 0;
  std::int64_t episodes_ = 0;  ///< of the group
  double signal_sum_ = 0.0;
  std::vector<double> diagnostics_;
};

}  // namespace rlrun::learners::map_propagation
