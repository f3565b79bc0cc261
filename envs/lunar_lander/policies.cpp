#include "envs/lunar_lander/policies.hpp"

#include <algorithm>
#include <cmath>

#include "envs/lunar_lander/engines.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

constexpr double steepest_tilt = 0.4;
constexpr double dead_zone = 0.05;

double entry_of(Action action) { return static_cast<double>(static_cast<int>(action)); }

/// What the controller wants: to turn to the left and to rise.
struct Correction {
  double turn = 0.0;
  double rise = 0.0;
};

Correction wanted_correction(const VectorView<double>& observation) {
  const double x = observation(0);
  const double y = observation(1);
  const double velocity_x = observation(2);
  const double velocity_y = observation(3);
  const double angle = observation(4);
  const double angular_velocity = observation(5);
  const bool on_the_ground = observation(6) != 0.0 || observation(7) != 0.0;
  if (on_the_ground) return {.turn = 0.0, .rise = -0.5 * velocity_y};
  const double tilt = std::clamp(0.5 * x + velocity_x, -steepest_tilt, steepest_tilt);
  const double height = 0.55 * std::abs(x);
  return {.turn = 0.5 * (tilt - angle) - angular_velocity, .rise = 0.5 * (height - y) - 0.5 * velocity_y};
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
