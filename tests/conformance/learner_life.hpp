#pragma once

#include <string>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/experiment/experiment_config.hpp"
#include "lib/experiment/rollout.hpp"

namespace rlrun::conformance {

/// The small config that a learner is tested with: tests/conformance/learners/<name>.yaml, with overrides ("a.b=c").
/// Throws UsageError when it is missing or wrong.
experiment::ExperimentConfig small_config(const std::string& learner, int threads = 1,
                                          const std::vector<std::string>& overrides = {});

/// The first `run.episodes` episodes of the config, whose randomness comes from `key`.
experiment::Rollout make_rollout(const experiment::ExperimentConfig& config, SlotSchedule schedule, RngKey key);

/// Everything that could be seen of a learner: its actions and diagnostics, in the order of time.
using Trace = std::vector<double>;

/// Lets the learner live through these episodes.
Trace live(Learner& learner, const experiment::ExperimentConfig& config, RngKey key);

/// Lets it explore in these episodes without learning: its actions.
Trace explore(Learner& learner, const experiment::ExperimentConfig& config, RngKey key);

/// The same for a policy that does not learn: its actions.
Trace act(Policy& policy, const experiment::ExperimentConfig& config, RngKey key);

/// All that the learner saves.
std::string saved(const Learner& learner);

}  // namespace rlrun::conformance
