#pragma once

#include <string_view>

#include "envs/lunar_lander/engines.hpp"
#include "lib/core/types.hpp"

namespace rlrun::envs::lunar_lander {

enum class Control { discrete, continuous };

constexpr int discrete_action_count = 4;

/// Name in the registry.
std::string_view environment_name(Control control);

/// What an action makes the engines do. `action`: one entry of `Action`, or main and side command.
/// Throws UsageError when the action is none of the four, or not finite.
EngineCommand engine_command(Control control, const VectorView<double>& action, const Parameters& parameters);

}  // namespace rlrun::envs::lunar_lander
