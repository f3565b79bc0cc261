#pragma once

#include <benchmark/benchmark.h>

#include <string>

#include "lib/experiment/experiment_config.hpp"
#include "lib/experiment/rollout.hpp"

namespace rlrun::bench {

/// sections: the YAML of the environment and the learner. Throws ConfigError.
experiment::ExperimentConfig read_config(const std::string& sections, Index num_envs);

/// Episodes without end to their number.
experiment::Rollout make_rollout(const experiment::ExperimentConfig& config, SlotSchedule schedule);

/// Steps of one environment and its learner with all it learns, episodes begin anew at once. `untimed_steps` are taken
/// first, such as those that fill a replay buffer.
void measure_steps(benchmark::State& state, const std::string& sections, int untimed_steps = 0);

}  // namespace rlrun::bench
