#include "lib/learners/map_propagation/registration.hpp"

#include <memory>
#include <string>
#include <utility>

#include "lib/core/parallel.hpp"
#include "lib/learners/map_propagation/actor_critic_learner.hpp"
#include "lib/learners/map_propagation/monte_carlo_learner.hpp"

namespace rlrun::learners {
namespace map_propagation {
namespace {

template <class Scalar>
std::unique_ptr<Learner> make(const std::shared_ptr<const StochasticSetup>& setup, Index num_envs, RngKey key) {
  if (setup->options.algorithm == Algorithm::monte_carlo) {
    return std::make_unique<MonteCarloLearner<Scalar>>(setup, key, num_envs);
  }
  return std::make_unique<ActorCriticLearner<Scalar>>(setup, key, num_envs);
}

/// Multiply-adds by which all units of a batch get their credit, which are divided among threads by columns and teams.
double credit_work(const StochasticOptions& options, const config::LearnerContext& context, const OutputCodec& codec) {
  const Index inputs = context.environment.observation_size();
  Index parameters = StochasticNetwork(actor_shape(options, inputs, codec)).layout().size();
  if (options.algorithm == Algorithm::actor_critic) {
    parameters += StochasticNetwork(critic_shape(options, inputs)).layout().size();
  }
  const double passes = options.credit == Credit::settling ? 2.0 * options.settling.steps : 2.0;
  return passes * static_cast<double>(parameters * context.num_envs);
}

config::LearnerMaker configure(config::Reader& reader, const config::LearnerContext& context, Family family) {
  const StochasticOptions options = read_options(reader, context, family);
  return [=](RngKey key) {
    const OutputCodec codec(context.environment.action_space, options.action_scaling);
    const auto setup = std::make_shared<const StochasticSetup>(
        StochasticSetup{.options = options,
                        .environment = context.environment,
                        .codec = codec,
                        .time_limit = context.time_limit,
                        .threads = threads_worth(context.threads, credit_work(options, context, codec))});
    return context.precision == config::Precision::single ? make<float>(setup, context.num_envs, key)
                                                          : make<double>(setup, context.num_envs, key);
  };
}

}  // namespace

config::LearnerFactory make_factory(std::string summary, Family family) {
  return {.summary = std::move(summary),
          .configure = [family](config::Reader& reader, const config::LearnerContext& context) {
            return configure(reader, context, family);
          }};
}

}  // namespace map_propagation

void register_map_propagation(config::LearnerRegistry& registry) {
  registry.add("map_propagation",
               map_propagation::make_factory(
                   "a team of stochastic units that settle to their most probable values before a local update (Chung "
                   "2020)",
                   map_propagation::Family::map_propagation));
}

}  // namespace rlrun::learners
