// What MAP propagation takes as a learner sees it: acting, environment, settling, traces and updates.
#include "bench/learner_rollout.hpp"
#include "bench/machine_rate.hpp"

namespace rlrun::bench {
namespace {

constexpr int settling_steps = 20;

/// Multiplications and additions of the matrix products of one network and column: drawing, renewed means, settling
/// (forward and feedback above the first layer) and the gradient.
double product_flops(double inputs, double hidden1, double hidden2, double outputs) {
  const double first = inputs * hidden1;
  const double upper = hidden1 * hidden2 + hidden2 * outputs;
  return 2.0 * (3.0 * (first + upper) + settling_steps * 2.0 * upper);
}

void cart_pole_step(benchmark::State& state) {
  measure_steps(state, "environment: {name: CartPole-v1}\nlearner: {name: map_propagation}\n");
  report(state, 1, product_flops(4, 64, 32, 2) + product_flops(4, 64, 32, 1));
}
BENCHMARK(cart_pole_step)->Name("map_propagation/cart_pole_step")->Unit(benchmark::kMicrosecond);

/// Whole batches: every group of the rollout is one.
void multiplexer_batch(benchmark::State& state) {
  const auto config = read_config(
      "environment: {name: Multiplexer, address_bits: 5}\n"
      "learner: {name: map_propagation, actor: {variances: [0.3, 1, 1], temperature: 1}}\n",
      128);
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
