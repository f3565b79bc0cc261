#include "lib/experiment/evaluator.hpp"

#include "lib/experiment/episode_order.hpp"
#include "lib/experiment/rollout.hpp"

namespace rlrun::experiment {

bool Evaluator::evaluate(const Learner& learner, long step, Reporter& reporter, const StopFlag& stop) try {
  const EvaluationOptions& options = config_.run.evaluation;
  const RngKey key = key_.derive(done_);
  const auto policy = learner.snapshot(key.derive("policy"), options.num_envs);
  policy->obey({.stop = [&stop] { return stop.requested(); }, .pause = [] { return false; }});
  Rollout rollout(config_.make_environment,
                  {.num_envs = options.num_envs,
                   .time_limit = config_.time_limit,
                   .max_episodes = options.episodes,
                   .schedule = SlotSchedule::reset_at_once},
                  key.derive("environment"));
  EpisodeOrder order;
  rollout.start_group(*policy);
  while (rollout.running() > 0) {
    if (stop.requested()) return false;
    rollout.step(*policy);
    for (const Episode& episode : rollout.episodes()) {
      if (!episode.ended()) continue;
      order.add(
          {.episode = episode.number, .episode_return = episode.episode_return, .episode_length = episode.length});
    }
    rollout.advance(*policy);
  }
  order.release([&](const EpisodeRecord& record) {
    reporter.evaluation({.step = step,
                         .episode = record.episode,
                         .episode_return = record.episode_return,
                         .episode_length = record.episode_length});
  });
  ++done_;
  return true;
} catch (const Paused&) {
  return false;
}

void Evaluator::save(StateWriter& writer) const { writer.write("evaluations", static_cast<std::int64_t>(done_)); }

void Evaluator::load(StateReader& reader) { done_ = static_cast<std::uint64_t>(reader.read_count("evaluations")); }

}  // namespace rlrun::experiment
