#include "envs/mountain_car/adaptor.hpp"

#include "envs/common/conversion.hpp"

namespace rlrun::envs::mountain_car {

BoxSpace observation_space(const Track& track) {
  return {.low = Vector<double>{{as_float32(track.lowest_position), as_float32(-track.highest_speed)}},
          .high = Vector<double>{{as_float32(track.highest_position), as_float32(track.highest_speed)}}};
}

State start(const Track& track, Rng& rng) {
  return {.position = rng.uniform(track.lowest_start, track.highest_start), .velocity = 0.0};
}

void observe(const State& state, MutableVectorView<double> observation) {
  observation(0) = as_float32(state.position);
  observation(1) = as_float32(state.velocity);
}

bool reached(const State& state, double goal_position) {
  return state.position >= goal_position && state.velocity >= 0.0;
}

Vector<double> to_vector(const State& state) { return Vector<double>{{state.position, state.velocity}}; }

State to_state(const VectorView<double>& state, std::string_view environment) {
  check_state_size(state, 2, environment);
  return {.position = state(0), .velocity = state(1)};
}

}  // namespace rlrun::envs::mountain_car
