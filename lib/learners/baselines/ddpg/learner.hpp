#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/learners/baselines/ddpg/experiment_one.hpp"
#include "lib/learners/common/replay_buffer.hpp"
#include "lib/learners/common/running_means.hpp"

namespace rlrun::learners::ddpg {

/// Deep deterministic policy gradient (Lillicrap et al., "Continuous control with deep reinforcement learning", ICLR
/// 2016): acts with noise, keeps every transition, and learns from batches of them after every step. A transition that
/// the time limit ended bootstraps from its last observation, one that terminated does not.
template <class Scalar>
class DdpgLearner final : public Learner {
 public:
  DdpgLearner(std::shared_ptr<const DdpgSetup> setup, RngKey key, Index num_envs);

  [[nodiscard]] SlotSchedule slot_schedule() const override { return SlotSchedule::reset_at_once; }
  void begin_episode(Index slot, long episode, const VectorView<double>& observation) override;
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;
  void observe(const TransitionBatch& transitions) override;
  void skip(const TransitionBatch& transitions) override;
  [[nodiscard]] std::unique_ptr<Policy> snapshot(RngKey key, Index num_envs) const override;
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override;
  std::vector<double> take_diagnostics() override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader) override;

 private:
  void store(const TransitionBatch& transitions, Index column);
  void learn();
  void watch(const TransitionBatch& transitions, Index column);

  std::shared_ptr<const DdpgSetup> setup_;
  RecordRows rows_;
  Agent<Scalar> agent_;
  Noise noise_;
  ReplayBuffer<Scalar> replay_;
  Rng replay_rng_;
  RunningMeans means_;
  std::optional<ExperimentOne<Scalar>> experiment_one_;
  std::int64_t steps_ = 0;       ///< of all environments together
  Matrix<Scalar> observations_;  ///< (observation_size x num_envs), scaled
  Vector<Scalar> action_;        ///< scaled, with noise
  Matrix<Scalar> record_;        ///< (record x 1) the latest transition
  Matrix<Scalar> batch_;         ///< (record x batch_size)
};

}  // namespace rlrun::learners::ddpg
