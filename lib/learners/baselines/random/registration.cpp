#include "lib/learners/baselines/random/registration.hpp"

#include "lib/learners/baselines/random/learner.hpp"

namespace rlrun::learners {
namespace {

config::LearnerMaker configure(config::Reader& reader, const config::LearnerContext& context) {
  const ActionSpace& space = context.environment.action_space;
  if (!is_bounded(space)) reader.reject("name", "random needs an environment whose actions are bounded");
  return [space, num_envs = context.num_envs](RngKey key) {
    return std::make_unique<RandomLearner>(space, num_envs, key);
  };
}

}  // namespace

void register_random(config::LearnerRegistry& registry) {
  registry.add("random",
               {.summary = "uniform random actions, the level that learning has to beat", .configure = configure});
}

}  // namespace rlrun::learners
