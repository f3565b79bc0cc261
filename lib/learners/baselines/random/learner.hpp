#pragma once

#include "lib/learners/baselines/random/random_policy.hpp"

namespace rlrun::learners {

/// Acts at random and learns nothing. Its actions in an episode depend on the episode's number alone.
class RandomLearner final : public Learner {
 public:
  RandomLearner(const ActionSpace& space, Index num_envs, RngKey key);

  void begin_episode(Index slot, long episode, const VectorView<double>& observation) override;
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;

  [[nodiscard]] SlotSchedule slot_schedule() const override { return SlotSchedule::reset_at_once; }
  void observe(const TransitionBatch& /*transitions*/) override {}
  [[nodiscard]] std::unique_ptr<Policy> snapshot(RngKey key, Index num_envs) const override;
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override { return {}; }
  std::vector<double> take_diagnostics() override { return {}; }
  void save(StateWriter& writer) const override { policy_.save(writer); }
  void load(StateReader& reader) override { policy_.load(reader); }

 private:
  ActionSpace space_;
  RandomPolicy policy_;
};

}  // namespace rlrun::learners
