#include "lib/learners/baselines/ddpg/registration.hpp"

#include <memory>
#include <string>

#include "lib/learners/baselines/ddpg/learner.hpp"
#include "lib/learners/common/box_options.hpp"

namespace rlrun::learners {
namespace {

using namespace ddpg;

config::LearnerMaker configure(config::Reader& reader, const config::LearnerContext& context) {
  const DdpgOptions options = read_options(reader);
  const BoxSpace observation_box = read_observation_box(reader, context.environment.observation_space);
  const ActionSpace& space = context.environment.action_space;
  const auto* action_box = std::get_if<BoxSpace>(&space);
  if (action_box == nullptr || !is_bounded(space)) {
    reader.reject("name", "ddpg needs actions that are vectors within finite bounds; those of " +
                              context.environment.name + " are not");
    return {};
  }
  const bool watches_online = options.sub_critics.on && options.sub_critics.learning == neuron_local::Learning::online;
  if (watches_online && context.num_envs > 1) {
    reader.reject("sub_critics.learning",
                  "online is for one environment; run.num_envs is " + std::to_string(context.num_envs));
  }
  return [options, observation_box, action_box = *action_box, num_envs = context.num_envs,
          precision = context.precision](RngKey key) -> std::unique_ptr<Learner> {
    const auto setup = std::make_shared<const DdpgSetup>(options, observation_box, action_box);
    if (precision == config::Precision::single) return std::make_unique<DdpgLearner<float>>(setup, key, num_envs);
    return std::make_unique<DdpgLearner<double>>(setup, key, num_envs);
  };
}

}  // namespace

void register_ddpg(config::LearnerRegistry& registry) {
  registry.add("ddpg", {.summary = "deep deterministic policy gradient: backpropagation through a global critic",
                        .configure = configure});
}

}  // namespace rlrun::learners
