#include "lib/learners/neuron_local/options.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "lib/learners/common/sizes.hpp"

namespace rlrun::learners::neuron_local {
namespace {

using config::Choices;
using config::Range;
using config::Reader;

constexpr std::string_view paper_noise = "Guss et al. 2016; OU noise of Lillicrap et al. 2016";

constexpr Choices<CriticKind, 3> kinds = {
    {{"linear", CriticKind::linear}, {"compatible", CriticKind::compatible}, {"quadratic", CriticKind::quadratic}}};
constexpr Choices<ValueFeatures, 2> value_features = {
    {{"linear", ValueFeatures::linear}, {"quadratic", ValueFeatures::quadratic}}};
constexpr Choices<ExplorationScope, 2> scopes = {
    {{"step", ExplorationScope::step}, {"episode", ExplorationScope::episode}}};
constexpr Choices<Learning, 2> learnings = {{{"online", Learning::online}, {"replay", Learning::replay}}};
constexpr Choices<Discretisation, 2> discretisations = {
    {{"softmax", Discretisation::softmax}, {"sign", Discretisation::sign}}};
constexpr Choices<nn::OptimiserKind, 2> optimisers = {
    {{"sgd", nn::OptimiserKind::sgd}, {"adam", nn::OptimiserKind::adam}}};

void read_critic(Reader reader, CriticOptions& options) {
  reader.read(
      "kind", options.kind, kinds,
      {"linear: val.(v, 1) + s alpha, the paper's; compatible: val.phi(v) + (alpha - mu) dmu/dk.w, another rule; "
       "quadratic: a polynomial of order 2 in (v, alpha)",
       "linear: paper, 4.2; compatible: COPDAC-Q, Silver et al. 2014, and the authors' later code; quadratic: the "
       "authors' code"});
  reader.read("value_features", options.value_features, value_features,
              {"phi of compatible critics; linear: (v, 1); quadratic: all products of two entries of it",
               "linear: Silver et al. 2014, section 5"});
  reader.read("learning_rate", options.learning_rate, Range::above(0),
              {"step size of the weights that see the action", "eta_Q"});
  reader.read("value_rate", options.value_rate, Range::above(0),
              {"step size of the weights that do not see the action", "eta_V"});
  reader.read("optimiser", options.optimiser, optimisers, {"rule of the updates, for every layer its own"});
  reader.read("clip", options.clip, Range::at_least(0), {"largest norm of a neuron's gradient; 0: any"});
  reader.read("overshoot", options.overshoot, Range::at_least(0),
              {"kappa: a neuron's step is divided by max(1, kappa * step size * max(1, |D|) * |trace|_1), so that it "
               "does not jump over its target; 0: it is not. learning: online only",
               "Elsayed et al., Streaming deep reinforcement learning finally works, 2024, Algorithm 3"});
  reader.read("bound", options.bound, Range::above(0), {"a larger |Q| ends the run as diverged"});
  reader.read("normalise", options.normalise,
              {"the weights that do not see the action see v with mean 0 and variance 1, by running statistics"});
  reader.finish();
}

/// Every neuron must be able to compute it alone.
void read_activation(Reader& reader, std::string_view meaning, nn::Activation& activation) {
  reader.read<nn::Activation>("activation", activation, nn::activation_names(), {meaning});
  if (activation == nn::Activation::softmax || activation == nn::Activation::log_softmax) {
    reader.reject("activation", "must be a function of one neuron's input alone");
  }
}

void read_actor(Reader reader, CriticKind critic, ActorOptions& options) {
  read_sizes(reader, "hidden", options.hidden, {"neurons of every hidden layer"});
  read_activation(reader, "of hidden neurons", options.activation);
  reader.read("learning_rate", options.learning_rate, Range::above(0), {"step size", "eta_A"});
  reader.read("hidden_rate", options.hidden_rate, Range::at_least(0),
              {"step size of hidden neurons; 0: as that of the output neurons", "eta_A"});
  reader.read("final_share", options.final_share, Range::between(0, 1),
              {"share of the step size that is left after decay_steps", "not in the paper"});
  reader.read(
      "decay_steps", options.decay_steps, Range::at_least(0),
      {"steps of the environments in which the step size falls linearly; 0: it does not fall", "not in the paper"});
  reader.read("optimiser", options.optimiser, optimisers, {"rule of the updates, for every layer its own"});
  reader.read("clip", options.clip, Range::at_least(0), {"largest norm of a neuron's gradient; 0: any"});
  reader.read(
      "hidden_gain", options.hidden_gain, Range::at_least(0),
      {"initial weights of hidden neurons are uniform within +- this / sqrt(fan-in); from sqrt(3) on, what goes "
       "upwards keeps its size",
       "Lillicrap et al. 2016: 1"});
  reader.read("output_bound", options.output_bound, Range::at_least(0),
              {"initial weights of output neurons are uniform within +- this", "Lillicrap et al. 2016: 3e-3"});
  options.natural = critic == CriticKind::compatible;
  reader.read("natural", options.natural,
              {"compatible critics only: the natural gradient w instead of the gradient g (g.w)",
               "COPDAC-Q, Silver et al. 2014, equation (26)"});
  if (options.natural && critic != CriticKind::compatible) reader.reject("natural", "needs critic.kind: compatible");
  reader.read("freeze_hidden", options.freeze_hidden,
              {"hidden neurons stay as they began and do not explore: the control experiment"});
  reader.finish();
}

void read_exploration(Reader reader, ExplorationOptions& options) {
  read_noise(reader, options.noise);
  reader.read("hidden_sigma", options.hidden_sigma, Range::at_least(0), {"sigma of hidden neurons", paper_noise});
  reader.read("fraction", options.fraction, Range{.low = 0, .high = 1, .open_low = true},
              {"probability of a neuron to explore and learn, while the others act by their mean and are held fixed; "
               "their critics go on learning",
               "paper, 6.1"});
  reader.read("outputs_always", options.outputs_always,
              {"fraction is for hidden neurons, output neurons always explore and learn"});
  reader.read("scope", options.scope, scopes, {"how often the neurons that explore are drawn", "paper, 6.1"});
  reader.finish();
}

void read_readout(Reader reader, ReadoutOptions& options) {
  reader.read("discrete", options.discretisation, discretisations,
              {"softmax: a neuron an action, drawn with probabilities softmax(outputs / temperature), the largest by "
               "the frozen policy; sign: one neuron, whose range [-1, 1] is cut into equal parts. Boxes: a neuron a "
               "dimension, [-1, 1] being the range of the action"});
  reader.read("temperature", options.temperature, Range::above(0), {"of softmax"});
  read_activation(reader, "of output neurons", options.activation);
  reader.finish();
}

void read_replay(Reader reader, ReplayOptions& options) {
  reader.read("batch_size", options.batch_size, Range::between(1, 65536), {"steps of an update"});
  reader.read("capacity", options.capacity, Range::between(1, 1e9), {"steps kept; new ones replace the oldest"});
  reader.read("learning_starts", options.learning_starts, Range::at_least(1), {"steps seen before the first update"});
  reader.read("updates_per_step", options.updates_per_step, Range::between(1, 1000),
              {"updates after every step of every environment"});
  reader.finish();
}

void read_watch(Reader reader, WatchOptions& options) {
  reader.read(
      "on", options.on,
      {"a global critic of the whole network learns beside the neurons and changes nothing in them. Diagnostics "
       "say for every neuron the cosine between the gradient that it follows by its own critic and the one that "
       "backpropagation from the global critic gives, at the end of the latest episode",
       "Guss et al., slides of 2016, experiment 1, item 2"});
  read_sizes(reader, "hidden", options.hidden, {"relu units of every hidden layer; the second layer sees the action"});
  if (options.hidden.empty()) reader.reject("hidden", "needs at least one layer, above which the action enters");
  reader.read("learning_rate", options.learning_rate, Range::above(0), {"step size of Adam", "Lillicrap et al. 2016"});
  reader.read("target_rate", options.target_rate, Range{.low = 0, .high = 1, .open_low = true}, {"tau"});
  reader.read("batch_size", options.batch_size, Range::between(1, 65536),
              {"steps of an update, and situations over which gradients are averaged"});
  reader.read("capacity", options.capacity, Range::between(1, 1e9), {"steps kept; new ones replace the oldest"});
  reader.finish();
}

}  // namespace

NeuronLocalOptions read_options(Reader& reader) {
  NeuronLocalOptions options;
  read_critic(reader.section("critic", {"what every neuron values its situation with"}), options.critic);
  read_actor(reader.section("actor", {"the neurons"}), options.critic.kind, options.actor);
  read_exploration(reader.section("exploration", {"noise on the neurons' outputs"}), options.exploration);
  read_readout(reader.section("readout", {"how the output neurons become an action"}), options.readout);
  reader.read("learning", options.learning, learnings,
              {"online: from each step as it happens; replay: from batches of steps that are kept"});
  read_replay(reader.section("replay", {"used by learning: replay"}), options.replay);
  read_watch(reader.section("watch", {"do neurons follow what backpropagation would follow?"}), options.watch);
  reader.read("discount", options.discount, Range::between(0, 1), {"of later rewards", "gamma"});
  reader.read("trace_decay", options.trace_decay, Range::between(0, 1),
              {"of the critics' eligibility traces; learning: online only", "lambda"});
  if (options.learning == Learning::replay && options.critic.overshoot > 0.0) {
    reader.reject("critic.overshoot", "must be 0 with learning: replay");
  }
  if (options.learning == Learning::replay && options.trace_decay > 0.0) {
    reader.reject("trace_decay", "must be 0 with learning: replay, where steps do not follow each other");
  }
  reader.read("target_rate", options.target_rate, Range{.low = 0, .high = 1, .open_low = true},
              {"share of the way that the target copies go at every update; 1: there are none", "tau"});
  reader.read("reward_scale", options.reward_scale, Range::above(0), {"rewards are multiplied by it"});
  return options;
}

}  // namespace rlrun::learners::neuron_local
