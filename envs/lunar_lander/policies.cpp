#include "envs/lunar_lander/policies.hpp"

#include <algorithm>
#include <cmath>

#include "envs/lunar_lander/engines.hpp"
#include "envs/lunar_lander/guidance.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

constexpr double dead_zone = 0.05;

double entry_of(Action action) { return static_cast<double>(static_cast<int>(action)); }

/// What the controller asks for. It leaves the angle of a lander that stands on the ground alone.
Correction wanted_correction(const VectorView<double>& observation) {
  Correction wanted = guidance_error(observation);
  if (touches_ground(observation)) wanted.turn = 0.0;
  return wanted;
}

Action choose_engine(const Correction& wanted) {
  if (wanted.rise > std::abs(wanted.turn) && wanted.rise > dead_zone) return Action::main;
  if (wanted.turn < -dead_zone) return Action::right;
  if (wanted.turn > dead_zone) return Action::left;
  return Action::none;
}

void steer_by_choice(const VectorView<double>& observation, Rng& /*rng*/, MutableVectorView<double> action) {
  action(0) = entry_of(choose_engine(wanted_correction(observation)));
}

void steer_by_command(const VectorView<double>& observation, Rng& /*rng*/, MutableVectorView<double> action) {
  const auto [turn, rise] = wanted_correction(observation);
  action(0) = std::clamp(20.0 * rise - 1.0, -1.0, 1.0);
  action(1) = std::clamp(-20.0 * turn, -1.0, 1.0);
}

void command_nothing(const VectorView<double>& /*observation*/, Rng& /*rng*/, MutableVectorView<double> action) {
  action.setZero();
}

}  // namespace

std::map<std::string, ActionRule> discrete_rules() {
  return {{"noop", always(entry_of(Action::none))},
          {"left", always(entry_of(Action::left))},
          {"main_engine", always(entry_of(Action::main))},
          {"right", always(entry_of(Action::right))},
          {"heuristic", steer_by_choice}};
}

std::map<std::string, ActionRule> continuous_rules() {
  return {{"noop", command_nothing}, {"heuristic", steer_by_command}};
}

}  // namespace rlrun::envs::lunar_lander
