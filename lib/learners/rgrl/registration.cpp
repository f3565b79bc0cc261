#include "lib/learners/rgrl/registration.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "lib/core/parallel.hpp"
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

/// Multiply-adds of one deduction for all environments, which is divided among threads by columns. Two columns at
/// least: a single one is not divided.
double deduction_work(const RgrlOptions& options, const WorldModel& model, Index num_envs) {
  const DeductionOptions& deduction = options.deduction;
  const auto columns = static_cast<double>(std::max<Index>(2, num_envs * deduction.candidates()));
  const double passes = static_cast<double>(model_passes(deduction, options.ensemble_size)) / deduction.candidates();
  return passes * deduction.horizon * columns * static_cast<double>(model.layout.size());
}

/// Multiply-adds of the shortest round of learning, which is divided among threads by members: for each step of a
/// window a forward pass, a backward one, and the gradient of the parameters.
double learning_work(const RgrlOptions& options, const WorldModel& model) {
  const LearningOptions& learning = options.learning;
  const double updates = learning.online_interval > 0 ? learning.online_updates : learning.updates;
  const double steps = 3.0 * learning.batch_size * learning.chunk;
  if (options.ensemble_size < 2) return 0.0;
  return options.ensemble_size * updates * steps * static_cast<double>(model.layout.size());
}

RgrlSetup make_setup(const RgrlOptions& options, std::shared_ptr<const StateEncoder> state_encoder, Index reward_size,
                     const config::LearnerContext& context) {
  const ActionCodec codec(context.environment.action_space);
  const MemberKinds kinds(options, state_encoder->size(), codec.size(), reward_size);
  const WorldModel& model = kinds.of(0).model;
  return {.options = options,
          .kinds = kinds,
          .state_encoder = std::move(state_encoder),
          .action_codec = codec,
          .acting_threads = threads_worth(context.threads, deduction_work(options, model, context.num_envs)),
          .learning_threads = threads_worth(context.threads, learning_work(options, model))};
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
  const auto reward_encoder = read_reward_encoder(reader, context);
  check_pairing(reader, context, options);
  return [=](RngKey key) {
    const auto setup =
        std::make_shared<const RgrlSetup>(make_setup(options, state_encoder, reward_encoder->size(), context));
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
