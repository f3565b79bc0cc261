#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <thread>

#include "apps/rlrun/command.hpp"
#include "apps/rlrun/common_arguments.hpp"
#include "apps/rlrun/environment_request.hpp"
#include "apps/rlrun/exit_codes.hpp"
#include "apps/rlrun/run_group_request.hpp"
#include "lib/config/edit_distance.hpp"
#include "lib/config/text.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/policy_statistics.hpp"
#include "lib/experiment/rule_policy.hpp"
#include "lib/experiment/run_search.hpp"
#include "lib/experiment/saved_policy.hpp"

namespace rlrun::app {
namespace {

constexpr const char* random_policy = "random";
constexpr double most_episodes = 1e8;
constexpr auto frame_time = std::chrono::milliseconds(40);

struct EvaluateFlags {
  std::string target;
  std::vector<std::string> overrides;
  std::string policy;
  long episodes = 100;
  long seed = 0;
  std::string render;
};

ActionRule find_rule(const std::string& name, const RequestedEnvironment& environment) {
  if (name == random_policy && is_bounded(environment.spec.action_space)) {
    return drawn_from(environment.spec.action_space);
  }
  const auto& rules = environment.factory->rules;
  if (const auto position = rules.find(name); position != rules.end()) return position->second;
  std::vector<std::string> known = {random_policy};
  for (const auto& [known_name, rule] : rules) known.push_back(known_name);
  const std::string nearest = config::nearest_name(name, known);
  throw UsageError("--policy: \"" + name + "\" is no policy of " + environment.spec.name +
                   (nearest.empty() ? "; allowed: " + config::join(known) : ", did you mean " + nearest + "?"));
}

/// Shows every state on the terminal, one frame a step, at a speed that people can follow.
experiment::StateObserver drawing(const RequestedEnvironment& environment) {
  if (!environment.factory->draw) throw UsageError("--render: " + environment.spec.name + " cannot be drawn");
  return [draw = environment.factory->draw](const Environment& drawn) {
    std::cerr << "\x1b[H\x1b[2J" << draw(drawn.state()) << std::flush;
    std::this_thread::sleep_for(frame_time);
  };
}

/// What is to be evaluated.
struct Player {
  RequestedEnvironment environment;
  std::unique_ptr<Policy> policy;
};

Player built_in_player(const EvaluateFlags& flags, RngKey key, const experiment::Registries& registries) {
  const RequestedEnvironment environment = make_environment({flags.target, flags.overrides}, registries.environments);
  if (flags.policy.empty()) throw UsageError("--policy: must be given for an environment");
  return {environment, std::make_unique<experiment::RulePolicy>(find_rule(flags.policy, environment), key)};
}

/// Why a folder cannot be evaluated, and which ones in it can.
std::string no_run(const std::filesystem::path& directory) {
  std::string message = directory.string() + ": is no run directory, for it has no config.yaml";
  try {
    const auto runs = experiment::find_run_directories(directory);
    message += "; name a run in it, such as " + directory_label(runs.front());
  } catch (const UsageError&) {
    message += "; allowed: an environment as `rlrun list` shows it, or the directory of a run";
  }
  return message;
}

Player saved_player(const EvaluateFlags& flags, RngKey key, const experiment::Registries& registries) {
  if (!flags.policy.empty() || !flags.overrides.empty()) {
    throw UsageError(flags.target + ": a run has its own policy and environment; --policy and --set do not go with it");
  }
  const std::filesystem::path directory = flags.target;
  if (!std::filesystem::exists(directory / "config.yaml")) throw UsageError(no_run(directory));
  const auto config = experiment::load_experiment(directory / "config.yaml", {}, registries, 1);
  return {{.factory = registries.environments.find(config.environment.name),
           .make = config.make_environment,
           .spec = config.environment,
           .time_limit = config.time_limit},
          experiment::saved_policy(config, directory, key)};
}

int evaluate(const EvaluateFlags& flags, const experiment::Registries& registries) {
  const RngKey key(static_cast<std::uint64_t>(flags.seed));
  const bool is_run = std::filesystem::is_directory(flags.target);
  const Player player = (is_run ? saved_player : built_in_player)(flags, key.derive("policy"), registries);
  const experiment::SampleOptions options = {
      .episodes = flags.episodes, .time_limit = player.environment.time_limit, .key = key.derive("environment")};
  const auto observer = flags.render.empty() ? experiment::StateObserver() : drawing(player.environment);
  std::cout << experiment::statistics_csv(experiment::sample_episodes(
      *player.environment.factory, player.environment.make, *player.policy, options, observer));
  return exit_done;
}

}  // namespace

Command evaluate_command(const CommandContext& context) {
  const auto flags = std::make_shared<EvaluateFlags>();
  return {.name = "evaluate",
          .summary = "Statistics of a built-in policy, or of the one that a run has learned, as CSV",
          .arguments = {{.name = "target",
                         .target = &flags->target,
                         .meaning = "An environment as `rlrun list` shows it, or the directory of a run",
                         .value_name = "ENVIRONMENT|RUN_DIR",
                         .required = true,
                         .suggestions = context.registries.environments.names()},
                        {.name = "--policy",
                         .target = &flags->policy,
                         .meaning = "random, or one of the environment's own",
                         .value_name = "NAME"},
                        {.name = "--episodes",
                         .target = &flags->episodes,
                         .meaning = "Number of episodes",
                         .value_name = "N",
                         .minimum = 1,
                         .maximum = most_episodes},
                        {.name = "--seed",
                         .target = &flags->seed,
                         .meaning = "Seed of all randomness",
                         .value_name = "N",
                         .minimum = 0},
                        environment_override_argument(flags->overrides),
                        {.name = "--render",
                         .target = &flags->render,
                         .meaning = "Draw every step on the terminal (stderr)",
                         .choices = {"ascii"}}},
          .action = [&context, flags] { return evaluate(*flags, context.registries); }};
}

}  // namespace rlrun::app
