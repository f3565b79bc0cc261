#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/experiment/episode_order.hpp"
#include "lib/experiment/evaluator.hpp"
#include "lib/experiment/experiment_config.hpp"
#include "lib/experiment/reporter.hpp"
#include "lib/experiment/rollout.hpp"
#include "lib/experiment/shaping.hpp"
#include "lib/experiment/stop_flag.hpp"
#include "lib/experiment/stopwatch.hpp"

namespace rlrun::experiment {

/// Lets a learner live through the episodes of a run, by the contract of Learner, and reports what happens.
///
/// Episode k draws its randomness from root.derive("environment").derive(k), whatever the learner does; evaluations
/// draw theirs from root.derive("evaluation").
///
/// Episodes of a task that lasts one step count, and are reported, by batches of num_envs: as one episode with the mean
/// return of the batch.
class EpisodeLoop {
 public:
  /// Keeps references to all but the key.
  EpisodeLoop(const ExperimentConfig& config, Learner& learner, RngKey root, Reporter& reporter, const StopFlag& stop);

  /// Runs until the episodes are done, the steps are taken (the lockstep step that reaches their number is completed)
  /// or a stop is requested. Episodes that have not ended by then are not reported.
  /// Throws DivergenceError that says when.
  void run();

  /// Calls `visit` whenever the loop may be saved: after every step, after learning between groups, and within work
  /// that takes long where `is_due`, which may be called from several threads, asks for it.
  void at_safe_points(
      std::function<void()> visit, std::function<bool()> is_due = [] { return false; });

  /// All state of run, learner and environments; at safe points and before or after run().
  /// load throws StateError when it does not fit; run() then goes on where the saved loop was.
  void save(StateWriter& writer) const;
  void load(StateReader& reader);

  /// Environment steps taken, unfinished episodes included.
  [[nodiscard]] long steps() const { return steps_; }
  /// Of all segments of the run so far.
  [[nodiscard]] double wall_seconds() const { return stopwatch_.seconds(); }
  /// Episodes, or batches of them, finished.
  [[nodiscard]] long episodes() const { return episodes_; }

 private:
  void run_on();
  [[nodiscard]] bool goes_on() const;
  void run_group();
  void end_group();
  void step();
  void report_ended_episodes();
  void report_batch();
  [[nodiscard]] EpisodeRecord timed(const EpisodeRecord& record) const;
  void report_diagnostics();
  void note_evaluation();
  void evaluate_if_due();
  void flush_now_and_then();
  [[nodiscard]] bool enough() const;

  const ExperimentConfig& config_;
  Learner& learner_;
  Reporter& reporter_;
  const StopFlag& stop_;
  const bool in_batches_;
  Stopwatch stopwatch_;
  Rollout rollout_;
  Shaping shaping_;
  Evaluator evaluator_;
  EpisodeOrder order_;
  std::vector<std::string> diagnostic_names_;
  long steps_ = 0;
  long episodes_ = 0;
  long evaluated_episodes_ = 0;
  bool evaluation_is_due_ = false;
  bool group_ends_ = false;  ///< all episodes of a group are over, but not what is to happen then
  double flushed_seconds_ = 0.0;
  std::function<void()> visit_safe_point_ = [] {};
};

/// Loads what a loop saved. Throws StateError also when there is more.
void load_state(EpisodeLoop& loop, std::string_view state);

}  // namespace rlrun::experiment
