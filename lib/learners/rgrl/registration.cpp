#include "lib/learners/rgrl/registration.hpp"

#include <memory>
#include <string>
#include <utility>

#include "lib/learners/rgrl/learner.hpp"

namespace rlrun::learners {
namespace {

using namespace rgrl;

void check_pairing(config::Reader& reader, const config::LearnerContext& context, const RgrlOptions& options) {
  const auto* box = std::get_if<BoxSpace>(&context.environment.action_space);
  if (box != nullptr && !(box->low.allFinite() && box->high.allFinite())) {
    reader.reject("name", "rgrl needs bounded actions; those of " + context.environment.name + " are unbounded");
  }
  if (!options.learning.mid_episode && options.learning.interval % context.num_envs != 0) {
    reader.reject("learning.interval", "is " + std::to_string(options.learning.interval) +
                                           ", must be a multiple of run.num_envs, which is " +
                                           std::to_string(context.num_envs) + ", unless mid_episode is set");
  }
}

template <class Scalar>
std::unique_ptr<Learner> make(const std::shared_ptr<const RgrlSetup>& setup,
                              const std::shared_ptr<const RewardEncoder>& reward_encoder,
                              const config::LearnerContext& context, RngKey key) {
  return std::make_unique<RgrlLearner<Scalar>>(setup, reward_encoder, key, context.num_envs, context.time_limit);
}

config::LearnerMaker configure(config::Reader& reader, const config::LearnerContext& context) {
  const RgrlOptions options = read_options(reader);
  const auto state_encoder = read_state_encoder(reader, context.environment);
  const auto reward_encoder = read_reward_encoder(reader, context.environment);
  check_pairing(reader, context, options);
  return [=](RngKey key) {
    const ActionCodec codec(context.environment.action_space);
    const MemberKinds kinds(options, state_encoder->size(), codec.size(), reward_encoder->size());
    const auto setup =
        std::make_shared<const RgrlSetup>(RgrlSetup{options, kinds, state_encoder, codec, context.threads});
    return context.precision == config::Precision::single ? make<float>(setup, reward_encoder, context, key)
                                                          : make<double>(setup, reward_encoder, context, key);
  };
}

}  // namespace

void register_rgrl(config::LearnerRegistry& registry) {
  registry.add(
      "rgrl", {"ensemble of recurrent world models; actions by gradient descent on the inputs (Wang 2024)", configure});
}

}  // namespace rlrun::learners
