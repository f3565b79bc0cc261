#include "lib/experiment/evaluator.hpp"

#include "lib/experiment/episode_order.hpp"
#include "lib/experiment/rollout.hpp"

namespace rlrun::experiment {

void Evaluator::evaluate(const Learner& learner, long step, Reporter& reporter, const StopFlag& stop) {
  const EvaluationOptions& options = config_.run.evaluation;
  const RngKey key = key_.derive(done_++);
  const auto policy = learner.snapshot(key.derive("policy"), options.num_envs);
  Rollout rollout(config_.make_environment,
                  {.num_envs = options.num_envs,
                   .time_limit = config_.time_limit,
                   .max_episodes = options.episodes,
                   .schedule = SlotSchedule::reset_at_once},
                  key.derive("environment"));
  EpisodeOrder order;
  rollout.start_group(*policy);
  while (rollout.running() > 0 && !stop.requested()) {
    rollout.step(*policy);
    for (const Episode& episode : rollout.episodes()) {
      if (!episode.ended()) continue;
      order.add(
          {.episode = episode.number, .episode_return = episode.episode_return, .episode_length = episode.length});
    }
    order.release([&](const EpisodeRecord& record) {
      reporter.evaluation({.step = step,
                           .episode = record.episode,
                           .episode_return = record.episode_return,
                           .episode_length = record.episode_length});
    });
    rollout.advance(*policy);
  }
}

}  // namespace rlrun::experiment
