#include "envs/lunar_lander/registration.hpp"

#include <cmath>
#include <memory>
#include <string>

#include "envs/lunar_lander/drawing.hpp"
#include "envs/lunar_lander/environment.hpp"
#include "envs/lunar_lander/grades.hpp"
#include "envs/lunar_lander/policies.hpp"
#include "envs/lunar_lander/replayer.hpp"
#include "envs/lunar_lander/state_vector.hpp"

namespace rlrun::envs {
namespace {

using namespace lunar_lander;

std::string outcome_name(const VectorView<double>& state, const StepOutcome& last_step) {
  if (!last_step.terminated) return "timeout";
  const Parameters parameters;
  if (last_step.reward == parameters.landed_reward) return "landed";
  const Observation observation = observe(from_vector(state), parameters);
  return std::abs(observation[0]) >= 1.0 ? "out_of_bounds" : "crash";
}

config::EnvironmentFactory factory(std::string summary, Control control) {
  return {.summary = std::move(summary),
          .configure = [control](config::Reader&) -> config::EnvironmentMaker {
            return [control] { return std::make_unique<LunarLander>(control); };
          },
          .rules = control == Control::discrete ? discrete_rules() : continuous_rules(),
          .grades = grades(),
          .make_replayer = [control](const config::EnvironmentMaker&) -> std::unique_ptr<Replayer> {
            return std::make_unique<FlightReplayer>(control);
          },
          .name_outcome = outcome_name,
          .draw = [](const VectorView<double>& state) { return draw(from_vector(state), Parameters{}); }};
}

}  // namespace

void register_lunar_lander(config::EnvironmentRegistry& registry) {
  registry.add("LunarLanderLite-v2", factory("land a craft with three engines on its legs", Control::discrete));
  registry.add("LunarLanderLiteContinuous-v2",
               factory("land a craft with engines of adjustable power on its legs", Control::continuous));
}

}  // namespace rlrun::envs
