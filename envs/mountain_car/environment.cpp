#include "envs/mountain_car/environment.hpp"

#include "envs/common/conversion.hpp"
#include "envs/mountain_car/adaptor.hpp"

namespace rlrun::envs::mountain_car {
namespace {

constexpr int actions = 3;
constexpr double push_force = 0.001;
constexpr Track track;

}  // namespace

MountainCar::MountainCar()
    : spec_({.name = "MountainCar-v0",
             .observation_space = observation_space(track),
             .action_space = DiscreteSpace{.count = actions},
             .time_limit = 200,
             .solved_return = -110.0}) {}

void MountainCar::begin(Rng& rng, MutableVectorView<double> observation) {
  state_ = start(track, rng);
  observe(state_, observation);
}

StepOutcome MountainCar::advance(const VectorView<double>& action, Rng& /*rng*/,
                                 MutableVectorView<double> observation) {
  const int direction = discrete_action(action(0), actions, spec_.name) - 1;
  state_ = mountain_car::step(state_, direction * push_force, track);
  observe(state_, observation);
  return {.reward = -1.0, .terminated = reached(state_, discrete_goal)};
}

Vector<double> MountainCar::state() const { return to_vector(state_); }

void MountainCar::restore(const VectorView<double>& state) { state_ = to_state(state, spec_.name); }

}  // namespace rlrun::envs::mountain_car
