#include "lib/experiment/episode_loop.hpp"

#include <limits>
#include <string>

#include "lib/core/error.hpp"

namespace rlrun::experiment {
namespace {

/// Seconds between two flushes for learners that have no groups of episodes.
constexpr double flush_interval = 1.0;

RolloutOptions rollout_options(const ExperimentConfig& config, const Learner& learner) {
  return {.num_envs = config.run.num_envs,
          .time_limit = config.time_limit,
          .max_episodes = config.run.episodes > 0 ? config.run.episodes : std::numeric_limits<long>::max(),
          .schedule = learner.slot_schedule()};
}

}  // namespace

EpisodeLoop::EpisodeLoop(const ExperimentConfig& config, Learner& learner, RngKey root, Reporter& reporter,
                         const StopFlag& stop)
    : config_(config),
      learner_(learner),
      reporter_(reporter),
      stop_(stop),
      rollout_(config.make_environment, rollout_options(config, learner), root.derive("environment")),
      evaluator_(config, root.derive("evaluation")),
      diagnostic_names_(learner.diagnostic_names()) {}

void EpisodeLoop::run() try {
  while (rollout_.episodes_left() && !enough()) run_group();
  if (config_.run.evaluation.episodes > 0 && evaluated_episodes_ < episodes_) evaluate();
} catch (const DivergenceError& error) {
  throw DivergenceError("after " + std::to_string(steps_) + " steps and " + std::to_string(episodes_) +
                        " episodes of the run: " + error.what());
}

bool EpisodeLoop::enough() const { return stop_.requested() || (config_.run.steps > 0 && steps_ >= config_.run.steps); }

void EpisodeLoop::run_group() {
  rollout_.start_group(learner_);
  while (rollout_.running() > 0 && !enough()) step();
  const bool all_rest = rollout_.running() == 0;
  if (all_rest && learner_.slot_schedule() == SlotSchedule::rest_until_group_ends) {
    learner_.end_group();
    report_diagnostics();
    evaluate_if_due();
    reporter_.flush();
  }
}

void EpisodeLoop::step() {
  const TransitionBatch transitions = rollout_.step(learner_);
  steps_ += rollout_.running();
  learner_.observe(transitions);
  const long episodes_before = episodes_;
  report_ended_episodes();
  if (episodes_ > episodes_before && learner_.slot_schedule() == SlotSchedule::reset_at_once) {
    report_diagnostics();
    evaluate_if_due();
    flush_now_and_then();
  }
  reporter_.progress({.step = steps_, .wall_seconds = stopwatch_.seconds()});
  rollout_.advance(learner_);
}

void EpisodeLoop::report_ended_episodes() {
  for (const Episode& episode : rollout_.episodes()) {
    if (!episode.ended()) continue;
    ++episodes_;
    const double wall_seconds = stopwatch_.seconds();
    order_.add({.episode = episode.number,
                .episode_return = episode.episode_return,
                .episode_length = episode.length,
                .terminated = episode.terminated,
                .truncated = episode.truncated,
                .wall_seconds = wall_seconds,
                .steps_per_second = static_cast<double>(steps_) / wall_seconds});
  }
  order_.release([this](const EpisodeRecord& record) { reporter_.episode(record); });
}

void EpisodeLoop::report_diagnostics() {
  const std::vector<double> values = learner_.take_diagnostics();
  if (!values.empty()) reporter_.diagnostics({.step = steps_, .names = diagnostic_names_, .values = values});
}

void EpisodeLoop::evaluate_if_due() {
  const long every = config_.run.evaluation.every;
  const bool on = config_.run.evaluation.episodes > 0 && every > 0;
  if (on && episodes_ / every > evaluated_episodes_ / every) evaluate();
}

void EpisodeLoop::evaluate() {
  if (stop_.requested()) return;
  evaluator_.evaluate(learner_, steps_, reporter_, stop_);
  evaluated_episodes_ = episodes_;
}

void EpisodeLoop::flush_now_and_then() {
  if (stopwatch_.seconds() - flushed_seconds_ < flush_interval) return;
  reporter_.flush();
  flushed_seconds_ = stopwatch_.seconds();
}

}  // namespace rlrun::experiment
