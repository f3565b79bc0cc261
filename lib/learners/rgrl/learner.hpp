#pragma once

#include <memory>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/learners/rgrl/episode_recorder.hpp"
#include "lib/learners/rgrl/member.hpp"
#include "lib/learners/rgrl/policy.hpp"

namespace rlrun::learners::rgrl {

/// Reversal Generative Reinforcement Learning (Wang 2024): acts by deduction with an ensemble of world models, and
/// trains every member on the experience after each `interval` episodes. Between two rounds of learning the ensemble is
/// frozen; without online learning and mid_episode, which the paper leaves to the future, that is while episodes run.
template <class Scalar>
class RgrlLearner final : public Learner {
 public:
  RgrlLearner(std::shared_ptr<const RgrlSetup> setup, std::shared_ptr<const RewardEncoder> reward_encoder, RngKey key,
              Index num_envs, long time_limit);

  [[nodiscard]] int threads() const override;
  [[nodiscard]] SlotSchedule slot_schedule() const override;
  void begin_episode(Index slot, long episode, const VectorView<double>& observation) override;
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;
  void observe(const TransitionBatch& transitions) override;
  void end_group() override;
  [[nodiscard]] std::unique_ptr<Policy> snapshot(RngKey key, Index num_envs) const override;
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override;
  std::vector<double> take_diagnostics() override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader) override;

 private:
  /// One learning phase, or one round of online learning, of a member.
  using Round = PhaseStatistics (Member<Scalar>::*)(const Experience<Scalar>&, RngKey);

  void learn_online_if_due();
  void learn_if_due();
  void learn(Round round, RngKey key);
  [[nodiscard]] std::vector<PhaseStatistics> train_members(Round round, RngKey key);
  void check_priorities() const;

  std::shared_ptr<const RgrlSetup> setup_;
  std::shared_ptr<const RewardEncoder> reward_encoder_;
  RngKey key_;
  std::vector<Member<Scalar>> members_;
  RgrlPolicy<Scalar> policy_;
  std::vector<EpisodeRecorder<Scalar>> recorders_;  ///< one a slot
  Experience<Scalar> experience_;
  std::int64_t episodes_since_learning_ = 0;
  std::int64_t phases_ = 0;
  std::int64_t steps_since_round_ = 0;  ///< of online learning
  std::int64_t rounds_ = 0;             ///< of online learning
  std::vector<double> diagnostics_;
};

}  // namespace rlrun::learners::rgrl
