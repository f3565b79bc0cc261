#include "lib/learners/reinforcement_modified/registration.hpp"

#include "lib/learners/reinforcement_modified/options.hpp"

namespace rlrun::learners {
namespace reinforcement_modified {
namespace {

std::unique_ptr<ActionScores> make_scores(const ReinforcementModifiedOptions& options,
                                          const config::LearnerContext& context, RngKey key) {
  const Index inputs = context.environment.observation_size();
  const Index capacity = score_capacity(options.learner, context.num_envs);
  if (context.precision == config::Precision::single) {
    return std::make_unique<NetworkScores<float>>(options.scores, inputs, options.actions, capacity, key);
  }
  return std::make_unique<NetworkScores<double>>(options.scores, inputs, options.actions, capacity, key);
}

config::LearnerMaker configure(config::Reader& reader, const config::LearnerContext& context) {
  const ReinforcementModifiedOptions options = read_options(reader, context);
  return [options, context](RngKey key) {
    return std::make_unique<ReinforcedLearner>(options.learner, make_scores(options, context, key),
                                               context.environment.observation_size(), context.num_envs,
                                               context.time_limit, key);
  };
}

}  // namespace
}  // namespace reinforcement_modified

void register_reinforcement_modified(config::LearnerRegistry& registry) {
  registry.add("reinforcement_modified",
               {.summary = "a 2-layer network trained by plain back-propagation on desired outputs that are made from "
                           "reinforcement",
                .configure = reinforcement_modified::configure});
}

}  // namespace rlrun::learners
