#include "envs/mountain_car/registration.hpp"

#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "envs/mountain_car/adaptor.hpp"
#include "envs/mountain_car/continuous_environment.hpp"
#include "envs/mountain_car/drawing.hpp"
#include "envs/mountain_car/environment.hpp"
#include "envs/mountain_car/grades.hpp"
#include "envs/mountain_car/policies.hpp"

namespace rlrun::envs {
namespace {

using mountain_car::StatePrecision;

constexpr std::array<std::pair<std::string_view, StatePrecision>, 2> precisions = {
    {{"float", StatePrecision::single}, {"double", StatePrecision::double_}}};

config::EnvironmentMaker configure_discrete(config::Reader& /*reader*/) {
  return [] { return std::make_unique<mountain_car::MountainCar>(); };
}

config::EnvironmentMaker configure_continuous(config::Reader& reader) {
  StatePrecision precision = StatePrecision::single;
  reader.read("state_precision", precision, precisions,
              {"Precision of the state from step to step.", "float: Gym 0.26; double: Gym 0.17"});
  return [precision] { return std::make_unique<mountain_car::MountainCarContinuous>(precision); };
}

std::string outcome_name(const VectorView<double>& /*state*/, const StepOutcome& last_step) {
  return last_step.terminated ? "goal" : "timeout";
}

/// Draws a state and the goal.
auto drawing(double goal_position) {
  return [goal_position](const VectorView<double>& state) {
    return mountain_car::draw(mountain_car::to_state(state, "MountainCar"), mountain_car::Track{}, goal_position);
  };
}

}  // namespace

void register_mountain_car(config::EnvironmentRegistry& registry) {
  registry.add("MountainCar-v0", {.summary = "climb a hill by swinging up, pushing left, right or not at all",
                                  .configure = configure_discrete,
                                  .rules = mountain_car::discrete_rules(),
                                  .grades = mountain_car::grades(),
                                  .name_outcome = outcome_name,
                                  .draw = drawing(mountain_car::discrete_goal)});
  registry.add("MountainCarContinuous-v0", {.summary = "climb a hill by swinging up with a push of any strength",
                                            .configure = configure_continuous,
                                            .rules = mountain_car::continuous_rules(),
                                            .grades = mountain_car::grades(),
                                            .name_outcome = outcome_name,
                                            .draw = drawing(mountain_car::continuous_goal)});
}

}  // namespace rlrun::envs
