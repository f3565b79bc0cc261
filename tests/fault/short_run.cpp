#include "tests/fault/short_run.hpp"

namespace rlrun::fault {

ShortRun random_run(int episodes, int steps_between_saves) {
  return {.name = "random",
          .config =
              "experiment: random\nenvironment: {name: CartPole-v1}\nlearner: {name: random}\n"
              "run: {seed: 3, episodes: " +
              std::to_string(episodes) + ", num_envs: 2, evaluation: {episodes: 2, every: 4}}\n",
          .steps_between_saves = steps_between_saves};
}

ShortRun rgrl_run(int episodes, int steps_between_saves) {
  return {.name = "rgrl",
          .config =
              "experiment: rgrl\nenvironment: {name: CartPole-v1, time_limit: 20}\n"
              "learner:\n"
              "  name: rgrl\n"
              "  ensemble_size: 2\n"
              "  state_encoder: {name: thermometer, bins: 6, low: [-2.4, -3, -0.21, -3], high: [2.4, 3, 0.21, 3]}\n"
              "  reward_encoder: {name: alive, size: 4}\n"
              "  deduction: {horizon: 3, iterations: 3}\n"
              "  learning: {interval: 2, updates: 10, chunk: 2, batch_size: 2}\n"
              "run: {seed: 3, episodes: " +
              std::to_string(episodes) + ", num_envs: 2}\n",
          .steps_between_saves = steps_between_saves};
}

ShortRun replay_run(int episodes, int steps_between_saves) {
  return {.name = "replay",
          .config =
              "experiment: replay\nenvironment: {name: LunarLanderLiteContinuous-v2, time_limit: 100}\n"
              "learner:\n"
              "  name: ddpg\n"
              "  actor: {hidden: [4]}\n"
              "  critic: {hidden: [4]}\n"
              "  batch_size: 2\n"
              "  replay_capacity: 2454\n"
              "  learning_starts: 64\n"
              "precision: double\n"
              "run: {seed: 3, episodes: " +
              std::to_string(episodes) + "}\n",
          .steps_between_saves = steps_between_saves};
}

}  // namespace rlrun::fault
