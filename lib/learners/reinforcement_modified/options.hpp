#pragma once

#include "lib/learners/reinforcement_modified/network_scores.hpp"
#include "lib/learners/reinforcement_modified/shared_options.hpp"

namespace rlrun::learners::reinforcement_modified {

struct ReinforcementModifiedOptions {
  Index actions = 0;
  LearnerOptions learner = {};
  NetworkScoresOptions scores = {};
};

/// Reads the keys of `learner:` beside the name.
ReinforcementModifiedOptions read_options(config::Reader& reader, const config::LearnerContext& context);

}  // namespace rlrun::learners::reinforcement_modified
