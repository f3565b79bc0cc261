// Takes steps of one hot path, inside the function `hot_path` and nowhere else, for a tool that counts instructions.
// Usage: callgrind_hot_paths NAME; prints the number of steps. Everything before them, warming up included, is not
// counted.
#include <functional>
#include <iostream>
#include <limits>
#include <map>
#include <memory>
#include <string>

#include "apps/rlrun/builtins.hpp"
#include "lib/config/config.hpp"
#include "lib/experiment/config_keys.hpp"
#include "lib/experiment/rollout.hpp"

/// Not inlined, so that its calls can be told from the rest.
extern "C" [[gnu::noinline]] void hot_path(const std::function<void()>& step, long steps) {
  for (long i = 0; i < steps; ++i) step();
}

namespace rlrun::callgrind {
namespace {

constexpr long warm_up = 20;

experiment::ExperimentConfig read_config(const std::string& text) {
  config::Config document = config::Config::parse("experiment: count\nrun: {episodes: 1}\n" + text, "hot path");
  experiment::ExperimentConfig config = experiment::read_experiment(document.root(), app::builtins(), 1);
  document.findings().throw_if_any();
  return config;
}

experiment::Rollout make_rollout(const experiment::ExperimentConfig& config) {
  return {config.make_environment,
          {.num_envs = 1,
           .time_limit = config.time_limit,
           .max_episodes = std::numeric_limits<long>::max(),
           .schedule = SlotSchedule::reset_at_once},
          RngKey(1)};
}

void count(const std::function<void()>& step, long steps) {
  for (long i = 0; i < warm_up; ++i) step();
  hot_path(step, steps);
  std::cout << steps << "\n";
}

/// Pushes to the left and to the right in turn.
void environment_steps(const std::string& text, long steps) {
  const auto environment = read_config(text + "learner: {name: random}\n").make_environment();
  Rng rng(RngKey(1));
  Vector<double> observation(environment->spec().observation_size());
  Vector<double> action = Vector<double>::Zero(1);
  environment->reset(rng, observation);
  count(
      [&] {
        action[0] = 1.0 - action[0];
        if (environment->step(action, rng, observation).terminated) environment->reset(rng, observation);
      },
      steps);
}

/// Acting and learning, and the steps of the environment between them.
void learning_steps(const std::string& text, long steps) {
  const auto config = read_config(text);
  const auto learner = config.make_learner(RngKey(2));
  experiment::Rollout rollout = make_rollout(config);
  rollout.start_group(*learner);
  count(
      [&] {
        learner->observe(rollout.step(*learner));
        rollout.advance(*learner);
      },
      steps);
}

/// Acting alone, and the steps of the environment between.
void acting_steps(const std::string& text, long steps) {
  const auto config = read_config(text);
  const auto policy = config.make_learner(RngKey(2))->snapshot(RngKey(3), 1);
  experiment::Rollout rollout = make_rollout(config);
  rollout.start_group(*policy);
  count(
      [&] {
        rollout.step(*policy);
        rollout.advance(*policy);
      },
      steps);
}

const std::map<std::string, std::function<void()>> hot_paths = {
    {"cart_pole_step", [] { environment_steps("environment: {name: CartPole-v1}\n", 10'000); }},
    {"rgrl_deduction_step",
     [] {
       acting_steps(
           "environment: {name: CartPole-v1}\n"
           "learner: {name: rgrl, ensemble_size: 2, reward_encoder: {name: alive, size: 50},\n"
           "  state_encoder: {name: thermometer, bins: 25, low: [-2, -2, -0.2, -2], high: [2, 2, 0.2, 2]},\n"
           "  deduction: {horizon: 20, iterations: 5}}\n",
           3);
     }},
    {"map_propagation_cart_pole_step",
     [] { learning_steps("environment: {name: CartPole-v1}\nlearner: {name: map_propagation}\n", 300); }},
    {"neuron_local_step", [] {
       learning_steps(
           "environment: {name: MountainCarContinuous-v0}\n"
           "learner: {name: neuron_local, actor: {hidden: [16, 16]}}\n",
           1000);
     }}};

}  // namespace
}  // namespace rlrun::callgrind

int main(int argc, char** argv) {
  const auto& paths = rlrun::callgrind::hot_paths;
  const auto path = argc == 2 ? paths.find(argv[1]) : paths.end();
  if (path != paths.end()) {
    path->second();
    return 0;
  }
  for (const auto& [name, steps] : paths) std::cerr << name << "\n";
  return 2;
}
