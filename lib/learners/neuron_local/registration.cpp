#include "lib/learners/neuron_local/registration.hpp"

#include <memory>

#include "lib/learners/neuron_local/learner.hpp"

namespace rlrun::learners {
namespace {

using namespace neuron_local;

config::LearnerMaker configure(config::Reader& reader, const config::LearnerContext& context) {
  const NeuronLocalOptions options = read_options(reader);
  const ObservationEncoder encoder = read_observation_encoder(reader, context.environment);
  const ActionSpace& space = context.environment.action_space;
  if (!is_bounded(space)) {
    reader.reject("name", "neuron_local needs discrete actions or vectors within finite bounds; those of " +
                              context.environment.name + " are unbounded");
    return {};
  }
  if (options.watch.on && !std::holds_alternative<BoxSpace>(space)) {
    reader.reject("watch.on", "needs actions that are vectors, along which a global critic has a gradient");
  }
  const NeuronLocalSetup setup = {.options = options, .encoder = encoder, .readout = Readout(options.readout, space)};
  return [setup, num_envs = context.num_envs, precision = context.precision](RngKey key) -> std::unique_ptr<Learner> {
    if (precision == config::Precision::single)
      return std::make_unique<NeuronLocalLearner<float>>(setup, key, num_envs);
    return std::make_unique<NeuronLocalLearner<double>>(setup, key, num_envs);
  };
}

}  // namespace

void register_neuron_local(config::LearnerRegistry& registry) {
  registry.add("neuron_local",
               {.summary = "every neuron an actor with a tiny critic of its own; no error goes between layers",
                .configure = configure});
}

}  // namespace rlrun::learners
