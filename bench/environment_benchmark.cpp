// Steps a second of every registered environment under random actions, resets included, on one thread: one instance
// through the Environment contract, and many side by side. The actions are drawn beforehand, so that it is the
// environments that are measured.
#include <benchmark/benchmark.h>

#include <numeric>
#include <string>
#include <vector>

#include "apps/rlrun/builtins.hpp"
#include "apps/rlrun/environment_request.hpp"
#include "bench/machine_rate.hpp"
#include "lib/core/lockstep.hpp"

namespace rlrun::bench {
namespace {

constexpr Index many = 1024;
constexpr Index drawn_actions = 1 << 14;

app::RequestedEnvironment environment_named(const std::string& name, const experiment::Registries& registries) {
  return app::make_environment({name, {}}, registries.environments);
}

/// A column each.
Matrix<double> draw_actions(const ActionSpace& space) {
  Rng rng(RngKey(2));
  Matrix<double> actions(action_rows(space), drawn_actions);
  for (Index i = 0; i < drawn_actions; ++i) draw_action(space, rng, actions.col(i));
  return actions;
}

void step_one(benchmark::State& state, const std::string& name) {
  const experiment::Registries registries = app::builtins();
  const auto requested = environment_named(name, registries);
  const auto environment = requested.make();
  const Matrix<double> actions = draw_actions(environment->spec().action_space);
  Rng rng(RngKey(1));
  Vector<double> observation(environment->spec().observation_size());
  Index next = 0;
  long t = 0;
  environment->reset(rng, observation);
  for ([[maybe_unused]] auto iteration : state) {
    const bool ended = environment->step(actions.col(next), rng, observation).terminated;
    next = (next + 1) % drawn_actions;
    if (++t < requested.time_limit && !ended) continue;
    environment->reset(rng, observation);
    t = 0;
  }
  report(state, 1, 0);
}

void step_many(benchmark::State& state, const std::string& name) {
  const experiment::Registries registries = app::builtins();
  const auto requested = environment_named(name, registries);
  Lockstep environments(requested.make, many);
  const Matrix<double> drawn = draw_actions(environments.spec().action_space);
  Index next = 0;
  std::vector<Index> slots(static_cast<std::size_t>(many));
  std::iota(slots.begin(), slots.end(), 0);
  std::vector<long> lengths(slots.size(), 0);
  std::vector<StepOutcome> outcomes(slots.size());
  Matrix<double> observations(environments.spec().observation_size(), many);
  std::uint64_t episode = 0;
  const auto reset = [&](Index slot) { environments.reset(slot, RngKey(++episode), observations.col(slot)); };
  for (const Index slot : slots) reset(slot);
  for ([[maybe_unused]] auto iteration : state) {
    environments.step(slots, drawn.middleCols(next, many), observations, outcomes);
    next = (next + many) % drawn_actions;
    for (const Index slot : slots) {
      long& length = lengths[static_cast<std::size_t>(slot)];
      if (++length < requested.time_limit && !outcomes[static_cast<std::size_t>(slot)].terminated) continue;
      reset(slot);
      length = 0;
    }
  }
  report(state, static_cast<double>(many), 0);
}

const bool registered = [] {
  for (const std::string& name : app::builtins().environments.names()) {
    benchmark::RegisterBenchmark(("environment/" + name + "/1").c_str(), step_one, name);
    benchmark::RegisterBenchmark(("environment/" + name + "/1024").c_str(), step_many, name);
  }
  return true;
}();

}  // namespace
}  // namespace rlrun::bench
