#pragma once

#include "lib/config/factories.hpp"
#include "lib/learners/reinforcement_modified/desired_output.hpp"
#include "lib/learners/reinforcement_modified/input_scaling.hpp"
#include "lib/learners/reinforcement_modified/learner.hpp"

namespace rlrun::learners::reinforcement_modified {

/// Sources of keys, as `rlrun describe` shows them.
inline constexpr std::string_view document = "Reinforcement Modified Neural Networks";
inline constexpr std::string_view ours = "not in the document";

/// How many actions there are. Reports an environment without a choice between discrete ones, and returns 2.
Index read_action_count(config::Reader& reader, const config::LearnerContext& context);

/// The sections `selection`, `reinforcement`, `learning` and `memory`.
LearnerOptions read_learner_options(config::Reader& reader, const config::LearnerContext& context);

/// The section `desired_output`.
DesiredOutputOptions read_desired_output(config::Reader& parent);

/// The keys `low` and `high`, whose defaults are the limits of the environment where it has finite ones.
InputRange read_range(config::Reader& reader, const config::LearnerContext& context);

}  // namespace rlrun::learners::reinforcement_modified
