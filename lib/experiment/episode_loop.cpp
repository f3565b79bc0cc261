#include "lib/experiment/episode_loop.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "lib/core/error.hpp"

namespace rlrun::experiment {
namespace {

/// Seconds between two flushes for learners that have no groups of episodes.
constexpr double flush_interval = 1.0;

bool lasts_one_step(const ExperimentConfig& config) { return config.environment.time_limit == 1; }

long most_episodes(const ExperimentConfig& config) {
  const long episodes = config.run.episodes;
  const auto num_envs = static_cast<long>(config.run.num_envs);
  constexpr long unlimited = std::numeric_limits<long>::max();
  if (!lasts_one_step(config)) return episodes > 0 ? episodes : unlimited;
  return episodes > 0 && episodes < unlimited / num_envs ? episodes * num_envs : unlimited;
}

RolloutOptions rollout_options(const ExperimentConfig& config, const Learner& learner) {
  return {.num_envs = config.run.num_envs,
          .time_limit = config.time_limit,
          .max_episodes = most_episodes(config),
          .schedule = learner.slot_schedule()};
}

}  // namespace

EpisodeLoop::EpisodeLoop(const ExperimentConfig& config, Learner& learner, RngKey root, Reporter& reporter,
                         const StopFlag& stop)
    : config_(config),
      learner_(learner),
      reporter_(reporter),
      stop_(stop),
      in_batches_(lasts_one_step(config)),
      rollout_(config.make_environment, rollout_options(config, learner), root.derive("environment")),
      shaping_(config.shaping, config.run.num_envs),
      evaluator_(config, root.derive("evaluation")),
      diagnostic_names_(learner.diagnostic_names()) {}

void EpisodeLoop::at_safe_points(std::function<void()> visit, std::function<bool()> is_due) {
  visit_safe_point_ = std::move(visit);
  const auto stop = [this] { return stop_.requested(); };
  learner_.obey({.stop = stop, .pause = [stop, due = std::move(is_due)] { return stop() || due(); }});
}

void EpisodeLoop::run() try {
  for (bool paused = true; paused;) {
    try {
      run_on();
      paused = false;
    } catch (const Paused&) {
      visit_safe_point_();
      if (stop_.requested()) return;
    }
  }
} catch (const DivergenceError& error) {
  throw DivergenceError("after " + std::to_string(steps_) + " steps and " + std::to_string(episodes_) +
                        " episodes of the run: " + error.what());
}

/// From wherever the loop is, up to its end.
void EpisodeLoop::run_on() {
  evaluate_if_due();
  while (goes_on()) run_group();
  if (stop_.requested()) return;
  evaluation_is_due_ = config_.run.evaluation.episodes > 0 && evaluated_episodes_ < episodes_;
  evaluate_if_due();
}

/// A step or the end of a group that was broken off is completed in any case.
bool EpisodeLoop::goes_on() const {
  const bool more = rollout_.running() > 0 || rollout_.episodes_left();
  return group_ends_ || rollout_.in_step() || (more && !enough());
}

bool EpisodeLoop::enough() const { return stop_.requested() || (config_.run.steps > 0 && steps_ >= config_.run.steps); }

void EpisodeLoop::run_group() {
  if (!group_ends_) {
    if (rollout_.running() == 0) rollout_.start_group(learner_);
    while (rollout_.in_step() || (rollout_.running() > 0 && !enough())) step();
    const bool all_rest = rollout_.running() == 0;
    group_ends_ = all_rest && learner_.slot_schedule() == SlotSchedule::rest_until_group_ends;
  }
  if (group_ends_) end_group();
}

void EpisodeLoop::end_group() {
  if (config_.run.learning) learner_.end_group();
  group_ends_ = false;
  report_diagnostics();
  note_evaluation();
  evaluate_if_due();
  reporter_.flush();
  visit_safe_point_();
}

void EpisodeLoop::step() {
  if (!rollout_.in_step()) {
    rollout_.step(learner_);
    steps_ += rollout_.running();
  }
  if (config_.run.learning) {
    learner_.observe(shaping_.shape(rollout_.transitions()));
  } else {
    learner_.skip(rollout_.transitions());
  }
  const long episodes_before = episodes_;
  report_ended_episodes();
  if (episodes_ > episodes_before && learner_.slot_schedule() == SlotSchedule::reset_at_once) {
    report_diagnostics();
    note_evaluation();
    evaluate_if_due();
    flush_now_and_then();
  }
  reporter_.progress({.step = steps_, .wall_seconds = stopwatch_.seconds()});
  rollout_.advance(learner_);
  const bool group_is_to_end =
      rollout_.running() == 0 && learner_.slot_schedule() == SlotSchedule::rest_until_group_ends;
  if (!group_is_to_end) visit_safe_point_();
}

void EpisodeLoop::report_ended_episodes() {
  if (in_batches_) return report_batch();
  for (const Episode& episode : rollout_.episodes()) {
    if (!episode.ended()) continue;
    ++episodes_;
    order_.add(timed({.episode = episode.number,
                      .episode_return = episode.episode_return,
                      .episode_length = episode.length,
                      .terminated = episode.terminated,
                      .truncated = episode.truncated}));
  }
  order_.release([this](const EpisodeRecord& record) { reporter_.episode(record); });
}

/// All episodes of a batch end in the same step.
void EpisodeLoop::report_batch() {
  double sum = 0.0;
  for (const Episode& episode : rollout_.episodes()) sum += episode.episode_return;
  reporter_.episode(timed({.episode = episodes_,
                           .step = steps_,
                           .episode_return = sum / static_cast<double>(rollout_.running()),
                           .episode_length = 1,
                           .terminated = rollout_.episodes().front().terminated,
                           .truncated = rollout_.episodes().front().truncated}));
  ++episodes_;
}

EpisodeRecord EpisodeLoop::timed(const EpisodeRecord& record) const {
  EpisodeRecord result = record;
  result.wall_seconds = stopwatch_.seconds();
  result.cpu_seconds = stopwatch_.cpu_seconds();
  result.steps_per_second = static_cast<double>(steps_) / result.wall_seconds;
  return result;
}

void EpisodeLoop::report_diagnostics() {
  const std::vector<double> values = learner_.take_diagnostics();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) throw DivergenceError("diagnostic " + diagnostic_names_[i] + " is not finite");
  }
  if (!values.empty()) reporter_.diagnostics({.step = steps_, .names = diagnostic_names_, .values = values});
}

void EpisodeLoop::note_evaluation() {
  const long every = config_.run.evaluation.every;
  const bool on = config_.run.evaluation.episodes > 0 && every > 0;
  if (on && episodes_ / every > evaluated_episodes_ / every) evaluation_is_due_ = true;
}

void EpisodeLoop::evaluate_if_due() {
  if (!evaluation_is_due_ || !evaluator_.evaluate(learner_, steps_, reporter_, stop_)) return;
  evaluated_episodes_ = episodes_;
  evaluation_is_due_ = false;
}

void EpisodeLoop::flush_now_and_then() {
  if (stopwatch_.seconds() - flushed_seconds_ < flush_interval) return;
  reporter_.flush();
  flushed_seconds_ = stopwatch_.seconds();
}

void EpisodeLoop::save(StateWriter& writer) const {
  writer.write("wall_seconds", stopwatch_.seconds());
  writer.write("cpu_seconds", stopwatch_.cpu_seconds());
  writer.write("steps", static_cast<std::int64_t>(steps_));
  writer.write("episodes", static_cast<std::int64_t>(episodes_));
  writer.write("evaluated_episodes", static_cast<std::int64_t>(evaluated_episodes_));
  writer.write("evaluation_is_due", static_cast<std::int64_t>(evaluation_is_due_));
  writer.write("group_ends", static_cast<std::int64_t>(group_ends_));
  rollout_.save(writer);
  evaluator_.save(writer);
  order_.save(writer);
  learner_.save(writer);
}

void EpisodeLoop::load(StateReader& reader) {
  const double wall_seconds = reader.read_finite("wall_seconds");
  stopwatch_.add(wall_seconds, reader.read_finite("cpu_seconds"));
  steps_ = reader.read_count("steps");
  episodes_ = reader.read_count("episodes");
  evaluated_episodes_ = reader.read_count("evaluated_episodes");
  evaluation_is_due_ = reader.read_flag("evaluation_is_due");
  group_ends_ = reader.read_flag("group_ends");
  rollout_.load(reader);
  evaluator_.load(reader);
  order_.load(reader);
  learner_.load(reader);
}

void load_state(EpisodeLoop& loop, std::string_view state) {
  StateReader reader(state);
  loop.load(reader);
  if (!reader.at_end()) throw StateError("the checkpoint holds more than this run's state");
}

}  // namespace rlrun::experiment
