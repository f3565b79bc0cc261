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
/// Learning can be paused after every update of a member, and acting stopped within a deduction.
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
  void obey(PauseRequests requests) override;
  [[nodiscard]] std::unique_ptr<Policy> snapshot(RngKey key, Index num_envs) const override;
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override;
  std::vector<double> take_diagnostics() override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader) override;

 private:
  /// What the members are learning in: a phase, or a round of online learning.
  enum class Round { none, phase, online };

  void record(const TransitionBatch& transitions);
  void begin_online_round_if_due();
  void begin_phase_if_due();
  void begin(Round round);
  void go_on();
  void train_members();
  void train_member(std::size_t index);
  [[nodiscard]] RngKey round_key() const;
  void save_round(StateWriter& writer) const;
  void load_round(StateReader& reader);
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
  std::int64_t steps_since_round_ = 0;       ///< of online learning
  std::int64_t rounds_ = 0;                  ///< of online learning
  Round round_ = Round::none;                ///< that is going on
  std::vector<char> has_learned_;            ///< one a member, in this round
  std::vector<PhaseStatistics> statistics_;  ///< of those that have
  PauseRequest pause_;
  std::vector<double> diagnostics_;
};

}  // namespace rlrun::learners::rgrl
