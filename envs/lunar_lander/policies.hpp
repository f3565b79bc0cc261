#pragma once

#include <map>
#include <string>

#include "lib/core/action_rule.hpp"

namespace rlrun::envs::lunar_lander {

/// `noop`, `left`, `main_engine`, `right` (always the same engine) and `heuristic`: Gym's controller of two
/// proportional and derivative parts, which tilts toward the pad and keeps a height in proportion to the distance from
/// its middle.
std::map<std::string, ActionRule> discrete_rules();

/// `noop` and `heuristic`.
std::map<std::string, ActionRule> continuous_rules();

}  // namespace rlrun::envs::lunar_lander
