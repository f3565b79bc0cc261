#pragma once

#include <functional>
#include <utility>
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

  /// Calls `visit` whenever the loop may be saved: after every step, and after learning between groups.
  void at_safe_points(std::function<void()> visit) { visit_safe_point_ = std::move(visit); }

  /// All state of run, learner and environments; at safe points and before or after run().
  /// load throws StateError when it does not fit; run() then goes on where the saved loop was.
  void save(StateWriter& writer) const;
  void load(StateReader& reader);

  /// Environment steps taken, unfinished episodes included.
  [[nodiscard]] long steps() const { return steps_; }
  /// Episodes, or batches of them, finished.
  [[nodiscard]] long episodes() const { return episodes_; }

 private:
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
  double flushed_seconds_ = 0.0;
  std::function<void()> visit_safe_point_ = [] {};
};

}  // namespace rlrun::experiment
