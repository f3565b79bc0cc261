#include "lib/experiment/config_keys.hpp"

#include <array>
#include <limits>
#include <string_view>
#include <utility>

#include "lib/config/config.hpp"
#include "lib/experiment/plain_name.hpp"

namespace rlrun::experiment {
namespace {

using config::Range;
using config::Reader;

constexpr double most_envs = 65536;

constexpr std::array<std::pair<std::string_view, config::Precision>, 2> precisions = {
    {{"float", config::Precision::single}, {"double", config::Precision::double_}}};

Range positive_integer() { return Range::at_least(1); }
Range natural_number() { return Range::at_least(0); }
Range env_count() { return Range::between(1, most_envs); }

void check_experiment_name(Reader& root, const std::string& name) {
  if (!root.has("experiment")) {
    root.reject("experiment", "must be given; allowed: a name of letters, digits and _ . -");
  } else if (!is_plain_name(name)) {
    root.reject("experiment", "is no name for a directory; allowed: " + std::string(plain_names));
  }
}

struct ConfiguredEnvironment {
  config::EnvironmentMaker make;
  EnvironmentSpec spec;
};

/// The environment as its keys say or, where one of them is bad, with its defaults: good enough to read the rest of
/// the config against.
ConfiguredEnvironment configure_environment(Reader& reader, const config::EnvironmentFactory& factory) {
  config::EnvironmentMaker make = factory.configure(reader);
  if (!reader.good()) {
    config::Config defaults = config::Config::empty();
    Reader empty = defaults.root();
    make = factory.configure(empty);
  }
  EnvironmentSpec spec = make()->spec();
  return {std::move(make), std::move(spec)};
}

void read_evaluation(Reader reader, EvaluationOptions& options) {
  reader.read("episodes", options.episodes, natural_number(), {"Episodes of one evaluation; 0: none takes place."});
  reader.read("num_envs", options.num_envs, env_count(), {"Environments that step side by side."});
  reader.read("every", options.every, natural_number(),
              {"Episodes of learning between two evaluations; 0: one evaluation, at the end."});
  if (options.every > 0 && options.episodes == 0 && reader.good()) {
    reader.reject("every", "no evaluation has an episode; allowed: with episodes >= 1 beside it");
  }
  reader.finish();
}

void read_run(Reader reader, RunOptions& options) {
  reader.read("seed", options.seed, natural_number(), {"Seed of all randomness."});
  reader.read("episodes", options.episodes, natural_number(),
              {"The run ends after these; 0: not limited. Of a task that lasts one step: batches of num_envs."});
  reader.read("steps", options.steps, natural_number(),
              {"The run ends after these environment steps of all environments together; 0: not limited."});
  reader.read("num_envs", options.num_envs, env_count(), {"Environments that step side by side."});
  reader.read(
      "learning", options.learning,
      {"false: the learner explores as ever but learns nothing, which shows what its exploration alone reaches."});
  const bool given = reader.has("episodes") || reader.has("steps");
  const bool endless = options.episodes == 0 && options.steps == 0;
  // A bad value, which was reported already, leaves 0 behind.
  if (endless && (!given || reader.good())) {
    reader.reject("episodes", "the run has no end; allowed: episodes >= 1 or steps >= 1");
  }
  read_evaluation(reader.section("evaluation", {"Episodes of the frozen policy, beside the learning."}),
                  options.evaluation);
  reader.finish();
}

/// Only pictures use it, from the resolved config. Where a config has none, nothing is resolved and hashed.
void read_published(Reader& root) {
  if (!root.has("published")) return;
  Reader reader = root.section("published", {"A return that others report, drawn by `rlrun plot`."});
  double value = std::numeric_limits<double>::quiet_NaN();
  std::string label = "published";
  reader.read("value", value, Range::any(), {"The return."});
  reader.read("label", label, {"Who reports it."});
  reader.finish();
}

/// Learners may size themselves by the environment: their keys are read where it is known.
void read_learner(Reader reader, const config::LearnerFactory* factory, const config::LearnerContext* context,
                  ExperimentConfig& config) {
  if (factory == nullptr || context == nullptr) return;
  config.make_learner = factory->configure(reader, *context);
  reader.finish();
}

config::Grades grades_of(const EnvironmentSpec& environment, const Registries& registries) {
  const config::EnvironmentFactory* factory = registries.environments.find(environment.name);
  return factory == nullptr ? config::Grades{} : factory->grades;
}

}  // namespace

bool read_environment(Reader& root, const config::EnvironmentRegistry& registry, ExperimentConfig& config) {
  Reader reader = root.section("environment", {"The task."});
  const std::string name = reader.read_name("name", registry.names(), {"The registered environment."});
  const config::EnvironmentFactory* factory = registry.find(name);
  if (factory == nullptr) return false;
  auto [make, spec] = configure_environment(reader, *factory);
  config.make_environment = std::move(make);
  config.environment = std::move(spec);
  config.time_limit = config.environment.time_limit;
  reader.read("time_limit", config.time_limit, positive_integer(), {"Steps after which an episode is truncated."});
  config.shaping = read_shaping(reader, factory->grades);
  reader.finish();
  return true;
}

ExperimentConfig read_experiment(Reader root, const Registries& registries, int threads) {
  ExperimentConfig config;
  root.read("experiment", config.experiment, {"Name of the result directory."});
  const bool environment_known = read_environment(root, registries.environments, config);
  // Here, since a finding would make the environment fall back to its defaults.
  check_experiment_name(root, config.experiment);
  Reader learner = root.section("learner", {"What acts and learns."});
  config.learner = learner.read_name("name", registries.learners.names(), {"The registered learner."});
  read_run(root.section("run", {"How long, how often, from which seed."}), config.run);
  root.read("precision", config.precision, precisions, {"Numbers that the learner computes with."});
  read_published(root);
  const config::LearnerContext context = {.environment = config.environment,
                                          .precision = config.precision,
                                          .num_envs = config.run.num_envs,
                                          .time_limit = config.time_limit,
                                          .threads = threads,
                                          .grades = grades_of(config.environment, registries)};
  read_learner(learner, registries.learners.find(config.learner), environment_known ? &context : nullptr, config);
  root.finish({"sweep", "published"});
  return config;
}

}  // namespace rlrun::experiment
