#include "envs/lunar_lander/control.hpp"

#include <string_view>

#include "envs/common/conversion.hpp"

namespace rlrun::envs::lunar_lander {

std::string_view environment_name(Control control) {
  return control == Control::discrete ? "LunarLanderLite-v2" : "LunarLanderLiteContinuous-v2";
}

EngineCommand engine_command(Control control, const VectorView<double>& action, const Parameters& parameters) {
  const std::string_view name = environment_name(control);
  if (control == Control::discrete) {
    return discrete_command(static_cast<Action>(discrete_action(action(0), discrete_action_count, name)));
  }
  return continuous_command(finite_action(action(0), name), finite_action(action(1), name), parameters);
}

}  // namespace rlrun::envs::lunar_lander
