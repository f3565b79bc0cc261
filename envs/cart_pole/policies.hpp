#pragma once

#include <map>
#include <string>

#include "lib/core/action_rule.hpp"

namespace rlrun::envs::cart_pole {

/// `left` and `right` (always the same push) and `pd`: a push toward the side to which a weighted sum of position,
/// velocity, angle and angular velocity leans, which keeps the pole up and the cart on the rail.
std::map<std::string, ActionRule> rules();

}  // namespace rlrun::envs::cart_pole
