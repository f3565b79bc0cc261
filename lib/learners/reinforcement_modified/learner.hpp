#pragma once

#include <memory>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/learners/reinforcement_modified/episode_memory.hpp"
#include "lib/learners/reinforcement_modified/reinforcement.hpp"
#include "lib/learners/reinforcement_modified/score_policy.hpp"

namespace rlrun::learners::reinforcement_modified {

/// In which order the judged actions of an episode are learned from.
enum class LessonOrder {
  backward,  ///< the last action first
  forward,
  shuffled,
};

/// How often and how judged actions are learned from. Plain EBP learns from one sample at a time, once.
struct LessonOptions {
  long batch_size = 1;  ///< samples of one step of the network
  long passes = 1;      ///< over the judged actions
  LessonOrder order = LessonOrder::backward;
};

/// What the learner of scores by reinforcement needs beside the scores.
struct LearnerOptions {
  SelectionOptions selection = {};
  ReinforcementOptions reinforcement = {};
  LessonOptions lessons = {};
  MemoryOptions memory = {};
};

/// Columns that scores are asked for at most.
Index score_capacity(const LearnerOptions& options, Index num_envs);

/// Acts by scores of actions, judges actions by what follows them, and teaches the scores. Slots learn one after the
/// other, in the order of their columns.
class ReinforcedLearner final : public Learner {
 public:
  /// `scores` must have room for score_capacity(options, num_envs) columns.
  ReinforcedLearner(const LearnerOptions& options, std::unique_ptr<ActionScores> scores, Index observation_size,
                    Index num_envs, long time_limit, RngKey key);

  [[nodiscard]] SlotSchedule slot_schedule() const override { return SlotSchedule::reset_at_once; }
  void begin_episode(Index slot, long episode, const VectorView<double>& observation) override;
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;
  void observe(const TransitionBatch& transitions) override;
  [[nodiscard]] std::unique_ptr<Policy> snapshot(RngKey key, Index num_envs) const override;
  [[nodiscard]] std::vector<std::string> diagnostic_names() const override;
  std::vector<double> take_diagnostics() override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader) override;

 private:
  void judge_at_once(const TransitionBatch& transitions);
  void extend_trace(const TransitionBatch& transitions, Index column);
  void learn_from(const EpisodeTrace& trace, bool terminated);
  void teach();
  void teach_once();

  LearnerOptions options_;
  ScorePolicy policy_;
  Reinforcement reinforcement_;
  std::vector<EpisodeTrace> traces_;  ///< one a slot; empty where actions are judged at once
  EpisodeMemory memory_;
  Lessons lessons_;
  Rng order_rng_;
  std::int64_t lesson_count_ = 0;  ///< since the last diagnostics
  double reinforcement_sum_ = 0.0;
};

}  // namespace rlrun::learners::reinforcement_modified
