#include <chrono>
#include <iostream>
#include <memory>
#include <thread>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/environment_request.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/policy_statistics.hpp"

namespace rlrun::app {
namespace {

constexpr const char* random_policy = "random";
constexpr auto frame_time = std::chrono::milliseconds(40);

struct EvaluateFlags {
  EnvironmentRequest environment;
  std::string policy;
  long episodes = 100;
  long seed = 0;
  std::string render;
};

ActionRule random_rule(const ActionSpace& space) {
  return [space](const VectorView<double>& /*observation*/, Rng& rng, MutableVectorView<double> action) {
    draw_action(space, rng, action);
  };
}

ActionRule find_rule(const std::string& name, const RequestedEnvironment& environment) {
  if (name == random_policy && is_bounded(environment.spec.action_space)) {
    return random_rule(environment.spec.action_space);
  }
  const auto& rules = environment.factory->rules;
  if (const auto position = rules.find(name); position != rules.end()) return position->second;
  std::string known = random_policy;
  for (const auto& [known_name, rule] : rules) known += ", " + known_name;
  throw UsageError("--policy: \"" + name + "\" is no policy of " + environment.spec.name + "; allowed: " + known);
}

/// Shows every state on the terminal, one frame a step, at a speed that people can follow.
experiment::StateObserver drawing(const RequestedEnvironment& environment) {
  if (!environment.factory->draw) throw UsageError("--render: " + environment.spec.name + " cannot be drawn");
  return [draw = environment.factory->draw](const Environment& drawn) {
    std::cerr << "\x1b[H\x1b[2J" << draw(drawn.state()) << std::flush;
    std::this_thread::sleep_for(frame_time);
  };
}

int evaluate(const EvaluateFlags& flags, const experiment::Registries& registries) {
  const RequestedEnvironment environment = make_environment(flags.environment, registries.environments);
  const ActionRule rule = find_rule(flags.policy, environment);
  const experiment::SampleOptions options = {.episodes = flags.episodes,
                                             .time_limit = environment.time_limit,
                                             .key = RngKey(static_cast<std::uint64_t>(flags.seed))};
  const auto observer = flags.render.empty() ? experiment::StateObserver() : drawing(environment);
  std::cout << experiment::statistics_csv(
      experiment::sample_episodes(*environment.factory, environment.make, rule, options, observer));
  return exit_done;
}

}  // namespace

void add_evaluate_command(CLI::App& program, const CommandContext& context, Action& action) {
  CLI::App* command = program.add_subcommand("evaluate", "Statistics of a built-in policy, as CSV");
  const auto flags = std::make_shared<EvaluateFlags>();
  command->add_option("environment", flags->environment.name, "Name as `rlrun list` shows it")->required();
  command->add_option("--policy", flags->policy, "random, or one of the environment's own")->required();
  command->add_option("--episodes", flags->episodes, "Number of episodes")->check(CLI::PositiveNumber);
  command->add_option("--seed", flags->seed, "Seed of all randomness")->check(CLI::NonNegativeNumber);
  command->add_option("--set", flags->environment.overrides, "Set a key of the environment; may be given several times")
      ->type_name("k=v")
      ->allow_extra_args(false);
  command->add_option("--render", flags->render, "Draw every step on the terminal (stderr)")
      ->check(CLI::IsMember({"ascii"}));
  command->callback(
      [&context, &action, flags] { action = [&context, flags] { return evaluate(*flags, context.registries); }; });
}

}  // namespace rlrun::app
