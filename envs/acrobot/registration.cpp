#include "envs/acrobot/registration.hpp"

#include <memory>
#include <string>

#include "envs/acrobot/environment.hpp"
#include "envs/acrobot/grades.hpp"

namespace rlrun::envs {
namespace {

/// Torque in the direction in which the joint turns.
void pump(const VectorView<double>& observation, Rng& /*rng*/, MutableVectorView<double> action) {
  action(0) = observation(5) < 0.0 ? 0.0 : 2.0;
}

std::string outcome_name(const VectorView<double>& /*state*/, const StepOutcome& last_step) {
  return last_step.terminated ? "goal" : "timeout";
}

}  // namespace

void register_acrobot(config::EnvironmentRegistry& registry) {
  registry.add("Acrobot-v1",
               {.summary = "swing two links up with a motor at the joint between them",
                .configure = [](config::Reader&) -> config::EnvironmentMaker {
                  return [] { return std::make_unique<acrobot::Acrobot>(); };
                },
                .rules = {{"left", always(0.0)}, {"noop", always(1.0)}, {"right", always(2.0)}, {"pump", pump}},
                .grades = acrobot::grades(),
                .name_outcome = outcome_name});
}

}  // namespace rlrun::envs
