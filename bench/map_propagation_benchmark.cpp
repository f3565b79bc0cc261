// What MAP propagation takes as a learner sees it: acting, environment, settling, traces and updates.
#include "apps/rlrun/builtins.hpp"
#include "bench/machine_rate.hpp"
#include "lib/config/config.hpp"
#include "lib/experiment/config_keys.hpp"
#include "lib/experiment/rollout.hpp"

namespace rlrun::bench {
namespace {

constexpr int settling_steps = 20;

experiment::ExperimentConfig read_config(const std::string& text) {
  config::Config document = config::Config::parse(text, "benchmark");
  experiment::ExperimentConfig config = experiment::read_experiment(document.root(), app::builtins(), 1);
  document.findings().throw_if_any();
  return config;
}

experiment::Rollout make_rollout(const experiment::ExperimentConfig& config, SlotSchedule schedule) {
  return {config.make_environment,
          {.num_envs = config.run.num_envs,
           .time_limit = config.time_limit,
           .max_episodes = std::numeric_limits<long>::max(),
           .schedule = schedule},
          RngKey(1)};
}

/// Multiplications and additions of the matrix products of one network and column: drawing, renewed means, settling
/// (forward and feedback above the first layer) and the gradient.
double product_flops(double inputs, double hidden1, double hidden2, double outputs) {
  const double first = inputs * hidden1;
  const double upper = hidden1 * hidden2 + hidden2 * outputs;
  return 2.0 * (3.0 * (first + upper) + settling_steps * 2.0 * upper);
}

/// Steps of the learner with environments that begin anew at once.
void cart_pole_step(benchmark::State& state) {
  const auto config = read_config(
      "experiment: bench\nenvironment: {name: CartPole-v1}\nlearner: {name: map_propagation}\nrun: {episodes: 1}\n");
  const auto learner = config.make_learner(RngKey(2));
  experiment::Rollout rollout = make_rollout(config, learner->slot_schedule());
  rollout.start_group(*learner);
  for ([[maybe_unused]] auto iteration : state) {
    learner->observe(rollout.step(*learner));
    rollout.advance(*learner);
  }
  report(state, 1, product_flops(4, 64, 32, 2) + product_flops(4, 64, 32, 1));
}
BENCHMARK(cart_pole_step)->Name("map_propagation/cart_pole_step")->Unit(benchmark::kMicrosecond);

/// Whole batches: every group of the rollout is one.
void multiplexer_batch(benchmark::State& state) {
  const auto config = read_config(
      "experiment: bench\nenvironment: {name: Multiplexer, address_bits: 5}\n"
      "learner: {name: map_propagation, actor: {variances: [0.3, 1, 1], temperature: 1}}\n"
      "run: {episodes: 1, num_envs: 128}\n");
  const auto learner = config.make_learner(RngKey(2));
  experiment::Rollout rollout = make_rollout(config, learner->slot_schedule());
  for ([[maybe_unused]] auto iteration : state) {
    rollout.start_group(*learner);
    learner->observe(rollout.step(*learner));
    rollout.advance(*learner);
    learner->end_group();
  }
  report(state, 1, 128.0 * product_flops(37, 64, 32, 2));
}
BENCHMARK(multiplexer_batch)->Name("map_propagation/multiplexer_batch_128")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace rlrun::bench
