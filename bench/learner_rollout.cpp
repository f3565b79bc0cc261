#include "bench/learner_rollout.hpp"

#include <limits>

#include "apps/rlrun/builtins.hpp"
#include "lib/config/config.hpp"
#include "lib/experiment/config_keys.hpp"

namespace rlrun::bench {

experiment::ExperimentConfig read_config(const std::string& sections, Index num_envs) {
  const std::string run = "experiment: bench\nrun: {episodes: 1, num_envs: " + std::to_string(num_envs) + "}\n";
  config::Config document = config::Config::parse(run + sections, "benchmark");
  experiment::ExperimentConfig config = experiment::read_experiment(document.root(), app::builtins(), 1);
  document.findings().throw_if_any();
  return config;
}

experiment::Rollout make_rollout(const experiment::ExperimentConfig& config, SlotSchedule schedule) {
  return {config.make_environment,
          {.num_envs = config.run.num_envs,
           .time_limit = config.time_limit,
           .max_episodes = std::numeric_limits<long>::max(),
           .schedule = schedule},
          RngKey(1)};
}

void measure_steps(benchmark::State& state, const std::string& sections, int untimed_steps) {
  const auto config = read_config(sections, 1);
  const auto learner = config.make_learner(RngKey(2));
  experiment::Rollout rollout = make_rollout(config, learner->slot_schedule());
  rollout.start_group(*learner);
  const auto step = [&] {
    learner->observe(rollout.step(*learner));
    rollout.advance(*learner);
  };
  for (int i = 0; i < untimed_steps; ++i) step();
  for ([[maybe_unused]] auto iteration : state) step();
}

}  // namespace rlrun::bench
