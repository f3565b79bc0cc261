#include "envs/lunar_lander/environment.hpp"

#include <limits>
#include <string>

#include "envs/common/conversion.hpp"
#include "envs/lunar_lander/start.hpp"
#include "envs/lunar_lander/state_vector.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

ActionSpace action_space(Control control) {
  if (control == Control::discrete) return DiscreteSpace{.count = discrete_action_count};
  return BoxSpace{.low = Vector<double>::Constant(2, -1.0), .high = Vector<double>::Constant(2, 1.0)};
}

EnvironmentSpec make_spec(Control control) {
  constexpr double unbounded = std::numeric_limits<double>::infinity();
  Vector<double> high = Vector<double>::Constant(8, unbounded);
  high.tail(2).setOnes();  // the contacts
  Vector<double> low = -high;
  low.tail(2).setZero();
  return {
      .name = std::string(environment_name(control)),
      .observation_space = {.low = low, .high = high},
      .action_space = action_space(control),
      .time_limit = 1000,
      .solved_return = 200.0,
  };
}

void write_float32(const Observation& observation, MutableVectorView<double> destination) {
  for (std::size_t i = 0; i < observation.size(); ++i) {
    destination(static_cast<Index>(i)) = as_float32(observation[i]);
  }
}

}  // namespace

LunarLander::LunarLander(Control control, const Parameters& parameters)
    : control_(control), parameters_(parameters), spec_(make_spec(control)) {}

void LunarLander::begin(Rng& rng, MutableVectorView<double> observation) {
  TerrainDraws draws;
  for (double& draw : draws) draw = rng.uniform();
  StartPush push;
  push.x = rng.uniform(-1.0, 1.0);
  push.y = rng.uniform(-1.0, 1.0);
  state_ = start_state(push, make_terrain(draws), parameters_);
  write_float32(observe(state_, parameters_), observation);
}

StepOutcome LunarLander::advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) {
  const EngineCommand command = engine_command(control_, action, parameters_);
  EngineNoise noise;
  noise.along = rng.uniform(-1.0, 1.0);
  noise.across = rng.uniform(-1.0, 1.0);
  const Transition transition = lunar_lander::step(state_, command, noise, parameters_);
  state_ = transition.state;
  write_float32(transition.observation, observation);
  return {.reward = transition.reward, .terminated = transition.outcome != Outcome::under_way};
}

Vector<double> LunarLander::state() const { return to_vector(state_); }

void LunarLander::restore(const VectorView<double>& state) { state_ = from_vector(state); }

}  // namespace rlrun::envs::lunar_lander
