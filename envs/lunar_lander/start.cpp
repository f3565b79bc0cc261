#include "envs/lunar_lander/start.hpp"

#include "envs/lunar_lander/observation.hpp"

namespace rlrun::envs::lunar_lander {

State start_state(const StartPush& push, const Terrain& terrain, const Parameters& parameters) {
  const Observation observation = {0.007983 * push.x,
                                   1.410320 + 0.012099 * push.y,
                                   0.808560 * push.x,
                                   -0.026667 + 0.537755 * push.y,
                                   -0.009250 * push.x,
                                   -0.183151 * push.x,
                                   0.0,
                                   0.0};
  return from_observation(observation, parameters, terrain);
}

}  // namespace rlrun::envs::lunar_lander
