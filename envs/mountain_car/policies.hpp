#pragma once

#include <map>
#include <string>

#include "lib/core/action_rule.hpp"

namespace rlrun::envs::mountain_car {

/// `left`, `noop`, `right` (always the same push) and `pump`: full push in the direction of motion.
std::map<std::string, ActionRule> discrete_rules();

/// The same with pushes of -1, 0 and 1.
std::map<std::string, ActionRule> continuous_rules();

}  // namespace rlrun::envs::mountain_car
