#pragma once

#include "lib/learners/reinforcement_modified/episode_trace.hpp"
#include "lib/learners/reinforcement_modified/lessons.hpp"
#include "lib/learners/reinforcement_modified/running_moments.hpp"

namespace rlrun::learners::reinforcement_modified {

/// When actions are judged.
enum class Timing {
  immediate,  ///< each by the reward that it brought, at once
  trace,      ///< the last ones of an episode together, when it has ended
};

/// What a trace is judged by.
enum class Outcome {
  end,      ///< by how the episode ended and by its return: the action k steps before the end gets f * decay^k
  rewards,  ///< every reward is an outcome, and an action gets the sum of all that followed; not in the document
};

/// What counts as an outcome that calls for no change.
enum class Baseline {
  none,         ///< 0
  mean_return,  ///< the running mean of what is judged
};

/// In what unit a difference from the baseline is measured.
enum class Scale {
  none,       ///< as it is
  deviation,  ///< in running standard deviations; not in the document
};

/// Where reinforcement comes from. x is the reward (immediate), the return (end), or the decayed sum of rewards that
/// followed (rewards): f = gain * (x - baseline) / scale + offset, clipped to +-limit.
struct ReinforcementOptions {
  Timing timing = Timing::immediate;
  double gain = 1.0;
  double offset = 0.0;
  double limit = 1.0;
  long window = 50;    ///< trace: how many of the last actions are judged
  double decay = 0.9;  ///< trace: of the reinforcement a step back
  Outcome outcome = Outcome::end;
  Baseline baseline = Baseline::mean_return;
  double baseline_rate = 0.1;  ///< weight that older episodes lose with every new one
  Scale scale = Scale::none;
  double termination = 0.0;  ///< added to the outcome of an episode that the task ended
  double truncation = 0.0;   ///< added to that of an episode that the time limit ended
};

/// Turns what the environment says into the reinforcement f of single actions.
class Reinforcement {
 public:
  explicit Reinforcement(const ReinforcementOptions& options) : options_(options), moments_(options.baseline_rate) {}

  /// Of an action judged at once.
  [[nodiscard]] double of_reward(double reward) const;

  /// Counts the episode for the baseline and then adds a lesson for every step of its trace, the latest first.
  /// An episode that the time limit ended counts, where every reward is an outcome, as if the mean followed.
  void judge(const EpisodeTrace& trace, bool terminated, Lessons& lessons);

  [[nodiscard]] double baseline() const;

  void save(StateWriter& writer) const { moments_.save(writer); }
  void load(StateReader& reader) { moments_.load(reader); }

 private:
  [[nodiscard]] double measured(double value) const;
  [[nodiscard]] double limited(double reinforcement) const;
  void judge_by_end(const EpisodeTrace& trace, double addition, Lessons& lessons);
  void judge_by_rewards(const EpisodeTrace& trace, double following, Lessons& lessons);

  ReinforcementOptions options_;
  RunningMoments moments_;
};

}  // namespace rlrun::learners::reinforcement_modified
