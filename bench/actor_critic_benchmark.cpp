// A step on MountainCarContinuous-v0 with one update from a batch of 64 kept transitions: DDPG and the neuron-local
// learner, two hidden layers of 64 units each.
#include "bench/learner_rollout.hpp"
#include "bench/machine_rate.hpp"

namespace rlrun::bench {
namespace {

constexpr double batch_size = 64;
constexpr double actor_weights = 2 * 64 + 64 * 64 + 64;
constexpr double critic_weights = 2 * 64 + (64 + 1) * 64 + 64;
constexpr int until_learning = 100;

/// Products a transition: both target networks forward; the critic forward and backward; both networks forward, the
/// critic backward to its inputs, the actor backward.
void ddpg_step(benchmark::State& state) {
  measure_steps(state,
                "environment: {name: MountainCarContinuous-v0}\n"
                "learner: {name: ddpg, actor: {hidden: [64, 64]}, critic: {hidden: [64, 64], action_layer: 1}, "
                "batch_size: 64, learning_starts: 64}\n",
                until_learning);
  report(state, 1, 2.0 * batch_size * (4.0 * actor_weights + 6.0 * critic_weights));
}
BENCHMARK(ddpg_step)->Name("ddpg/step_64_64")->Unit(benchmark::kMicrosecond);

/// Rates so small that nothing diverges. Products a transition, of every neuron: its output at the next step, its
/// critic's value then and now and its advantage, and the gradients of both parts of the critic.
void neuron_local_step(benchmark::State& state) {
  measure_steps(state,
                "environment: {name: MountainCarContinuous-v0}\n"
                "learner: {name: neuron_local, actor: {hidden: [64, 64], learning_rate: 1e-6}, learning: replay, "
                "critic: {learning_rate: 1e-6, value_rate: 1e-6}, "
                "replay: {batch_size: 64, learning_starts: 64}, trace_decay: 0}\n",
                until_learning);
  report(state, 1, 2.0 * batch_size * 6.0 * actor_weights);
}
BENCHMARK(neuron_local_step)->Name("neuron_local/step_64_64")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace rlrun::bench
