#pragma once

#include <memory>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/learners/rgrl/episode_recorder.hpp"
#include "lib/learners/rgrl/member.hpp"
#include "lib/learners/rgrl/policy.hpp"

namespace rlrun::learners::rgrl {

/// Reversal Generative Reinforcement Learning (Wang 2024): acts by deduction with an ensemble of world
/// models that is frozen while episodes run, and trains every member on all experience after each `interval` episodes.
template <class Scalar>
class RgrlLearner final : public Learner {
 public:
  RgrlLearner(std::shared_ptr<const RgrlSetup> setup, std::shared_ptr<const RewardEncoder> reward_encoder, RngKey key,
              Index num_envs, long time_limit);

  [[nodiscard]] SlotSchedule slot_schedule() const override { return SlotSchedule::rest_until_group_ends; }
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
  void learn();

  std::shared_ptr<const RgrlSetup> setup_;
  std::shared_ptr<const RewardEncoder> reward_encoder_;
  RngKey key_;
  std::vector<Member<Scalar>> members_;
  RgrlPolicy<Scalar> policy_;
  std::vector<EpisodeRecorder<Scalar>> recorders_;  ///< one a slot
  Experience<Scalar> experience_;
  std::int64_t episodes_since_learning_ = 0;
  std::int64_t phases_ = 0;
  std::vector<double> diagnostics_;
};

}  // namespace rlrun::learners::rgrl
