#include "lib/learners/reinforcement_modified/options.hpp"

#include <array>

namespace rlrun::learners::reinforcement_modified {
namespace {

using config::Choices;
using config::LearnerContext;
using config::Range;
using config::Reader;

constexpr int most_units = 65536;

constexpr Choices<Scaling, 3> scalings = {
    {{"none", Scaling::none}, {"range", Scaling::range}, {"running", Scaling::running}}};
constexpr Choices<EncoderKind, 3> encoders = {
    {{"none", EncoderKind::none}, {"autoencoder", EncoderKind::autoencoder}, {"rbm", EncoderKind::rbm}}};
constexpr Choices<Visible, 2> visibles = {{{"gaussian", Visible::gaussian}, {"binary", Visible::binary}}};
constexpr Choices<nn::Activation, 2> activations = {
    {{"sigmoid", nn::Activation::sigmoid}, {"tanh", nn::Activation::tanh}}};

void read_input(Reader reader, const LearnerContext& context, NetworkScoresOptions& options) {
  reader.read<Scaling>("scaling", options.scaling, scalings,
                       {"none: inputs as they are; range: [low, high] becomes [-1, 1]; running: mean 0 and deviation 1 "
                        "over all inputs so far",
                        ours});
  if (options.scaling == Scaling::range) options.range = read_range(reader, context);
  reader.finish();
}

void read_rbm(Reader& reader, EncoderOptions& options) {
  reader.read("steps", options.steps, Range::between(1, 1000), {"of contrastive divergence", "Hinton 2002: CD-n"});
  reader.read<Visible>("visible", options.visible, visibles,
                       {"gaussian: real inputs of deviation 1; binary: inputs in [0, 1]", "Hinton 2010"});
}

void read_encoder(Reader reader, EncoderOptions& options) {
  reader.read<EncoderKind>("kind", options.kind, encoders,
                           {"what stands between the scaled inputs and the network", document});
  if (options.kind != EncoderKind::none) {
    reader.read("units", options.units, Range::between(1, most_units), {"of the code", ours});
    reader.read("learning_rate", options.learning_rate, Range::above(0), {"of plain gradient steps", ours});
    reader.read("weight_range", options.weight_range, Range::at_least(0),
                {"first weights are uniform in +- this", ours});
    reader.read("pretraining_samples", options.pretraining_samples, Range::at_least(0),
                {"so many inputs are learned from as they turn up, with a network that does not learn, and then the "
                 "network learns from the code, which is fixed: the encoder first, then the network; 0: both at once",
                 document});
    if (options.pretraining_samples == 0) {
      reader.read(
          "training_inputs", options.training_inputs, Range::at_least(0),
          {"of both at once: so many inputs are learned from as they turn up, then the code is fixed; 0: all", ours});
    }
  }
  if (options.kind == EncoderKind::rbm) read_rbm(reader, options);
  reader.finish();
}

void read_optimiser(Reader reader, nn::OptimiserOptions& options) {
  reader.read<nn::OptimiserKind>("name", options.kind, nn::optimiser_names(),
                                 {"sgd without momentum is plain EBP", "others: not in the document"});
  reader.read("learning_rate", options.learning_rate, Range::above(0), {"of the gradient of half the squared error"});
  if (options.kind == nn::OptimiserKind::adam) {
    reader.read("beta1", options.beta1, Range::from_below(0, 1), {"decay of the mean gradient", "Kingma and Ba 2015"});
    reader.read("beta2", options.beta2, Range::from_below(0, 1), {"decay of the mean square", "Kingma and Ba 2015"});
  } else {
    reader.read("momentum", options.momentum, Range::from_below(0, 1),
                {"share of the last change of weights that is repeated", ours});
  }
  reader.finish();
}

void read_network(Reader reader, NetworkOptions& options) {
  reader.read("hidden_units", options.hidden_units, Range::between(1, most_units), {"of the one hidden layer", ours});
  reader.read<nn::Activation>("hidden_activation", options.hidden_activation, activations,
                              {"of hidden units; outputs are sigmoid units", "tanh: not in the document"});
  reader.read("weight_range", options.weight_range, Range::at_least(0),
              {"first weights and biases are uniform in +- this", ours});
  reader.read<nn::Loss>("loss", options.loss, nn::loss_names(),
                        {"mse: half the squared error, plain EBP; bce: cross entropy, whose gradient does not vanish "
                         "where an output saturates",
                         "bce: not in the document"});
  read_optimiser(reader.section("optimiser", {"how weights follow the gradient"}), options.optimiser);
  reader.finish();
}

}  // namespace

ReinforcementModifiedOptions read_options(Reader& reader, const LearnerContext& context) {
  ReinforcementModifiedOptions options;
  options.actions = read_action_count(reader, context);
  read_input(reader.section("input", {"what inputs are brought to"}), context, options.scores);
  read_encoder(reader.section("encoder", {"a code that is learned from the inputs alone"}), options.scores.encoder);
  read_network(reader.section("network", {"the 2-layer network"}), options.scores.network);
  options.scores.desired_output = read_desired_output(reader);
  options.learner = read_learner_options(reader, context);
  return options;
}

}  // namespace rlrun::learners::reinforcement_modified
