#include "lib/learners/map_propagation/options.hpp"

#include <array>
#include <string>

#include "lib/learners/common/sizes.hpp"

namespace rlrun::learners::map_propagation {
namespace {

using config::Choices;
using config::LearnerContext;
using config::Range;
using config::Reader;

constexpr std::string_view paper = "Chung 2020";
constexpr std::string_view code = "code of Chung 2020";

constexpr Choices<Algorithm, 2> algorithms = {
    {{"monte_carlo", Algorithm::monte_carlo}, {"actor_critic", Algorithm::actor_critic}}};
constexpr Choices<Order, 2> orders = {{{"clean", Order::clean}, {"reference", Order::reference}}};
constexpr Choices<TimeLimit, 2> time_limits = {{{"bootstrap", TimeLimit::bootstrap}, {"drop", TimeLimit::drop}}};
constexpr Choices<Signal, 2> signals = {{{"reward", Signal::reward}, {"target", Signal::target}}};
constexpr Choices<PredictionMean, 2> means = {
    {{"before_settling", PredictionMean::before_settling}, {"after_settling", PredictionMean::after_settling}}};
constexpr Choices<ActionScaling, 3> scalings = {
    {{"bounds", ActionScaling::bounds}, {"raw", ActionScaling::raw}, {"reference", ActionScaling::reference}}};
constexpr Choices<FeedbackKind, 3> feedbacks = {
    {{"symmetric", FeedbackKind::symmetric}, {"learned", FeedbackKind::learned}, {"mirrored", FeedbackKind::mirrored}}};
constexpr Choices<CriticFactor, 3> factors = {
    {{"none", CriticFactor::none}, {"product", CriticFactor::product}, {"reciprocal", CriticFactor::reciprocal}}};

bool backpropagates(Family family) { return family == Family::backprop || family == Family::backprop_actor_critic; }

/// What a family starts from; a config may change it.
StochasticOptions defaults(Family family, bool one_step) {
  StochasticOptions options;
  const bool monte_carlo = family == Family::backprop || (one_step && family != Family::backprop_actor_critic);
  options.algorithm = monte_carlo ? Algorithm::monte_carlo : Algorithm::actor_critic;
  options.optimiser = {.kind = nn::OptimiserKind::adam, .epsilon = 1e-9};
  options.actor.learning_rates = {.first = {0.01, 1e-5, 1e-6}, .last = {0.001, 1e-6, 1e-8}, .updates = 50000.0};
  options.critic.learning_rates = {.first = {0.02, 2e-5, 2e-6}, .last = {0.002, 2e-6, 2e-7}, .updates = 50000.0};
  if (family == Family::reinforce) options.credit = Credit::sample;
  if (backpropagates(family)) {
    options.credit = Credit::backpropagation;
    options.critic_factor.kind = CriticFactor::none;
  }
  if (family == Family::backprop_actor_critic) options.actor.variances = options.critic.variances = {0.0, 0.0, 0.1};
  return options;
}

void check_layers(Reader& reader, std::string_view key, std::size_t given, const NetworkOptions& network) {
  const std::size_t layers = network.hidden_sizes.size() + 1;
  if (given == layers) return;
  reader.reject(key, "has " + std::to_string(given) + " numbers; allowed: one for each of the " +
                         std::to_string(layers) + " layers, hidden ones first");
}

void read_learning_rates(Reader& reader, const NetworkOptions& network, LearningRates& rates) {
  reader.read("learning_rates", rates.first, Range::at_least(0),
              {"of each layer, at first. In the paper's code they fall a thousandfold above the first layer", code});
  const bool last_is_default = !reader.has("last_learning_rates") && reader.has("learning_rates");
  if (last_is_default) rates.last = rates.first;
  reader.read("last_learning_rates", rates.last, Range::at_least(0),
              {"of each layer, from update `learning_rate_updates` on, reached linearly", code});
  reader.read("learning_rate_updates", rates.updates, Range::at_least(0),
              {"updates until the last learning rates are reached; 0: the first ones stay", code});
  check_layers(reader, "learning_rates", rates.first.size(), network);
  check_layers(reader, "last_learning_rates", rates.last.size(), network);
}

void read_network(Reader reader, Family family, bool has_traces, NetworkOptions& network) {
  read_sizes(reader, "hidden_sizes", network.hidden_sizes, {"units of each hidden layer, the lowest first", paper});
  reader.read<HiddenUnit>("hidden_unit", network.hidden_unit, hidden_unit_names(),
                          {"the mean of a hidden unit as a function of its pre-activation", paper});
  const Range variance = backpropagates(family) ? Range::at_least(0) : Range::above(0);
  reader.read("variances", network.variances, variance,
              {"of each layer's values around their means; the last counts for real outputs only. Backpropagation also "
               "takes 0, units without noise",
               code});
  check_layers(reader, "variances", network.variances.size(), network);
  read_learning_rates(reader, network, network.learning_rates);
  if (has_traces) {
    reader.read("trace_decay", network.trace_decay, Range::between(0, 1),
                {"lambda: eligibility traces decay by discount * trace_decay a step", "Chung 2020, Algorithm 2"});
  }
}

void read_actor(Reader reader, Family family, bool has_traces, const LearnerContext& context, NetworkOptions& actor) {
  read_network(reader, family, has_traces, actor);
  if (std::holds_alternative<DiscreteSpace>(context.environment.action_space)) {
    reader.read("temperature", actor.temperature, Range::above(0),
                {"of the softmax over actions: p = softmax(z / temperature)", code});
  }
  reader.finish();
}

void read_critic_factor(Reader& reader, CriticFactorOptions& factor) {
  reader.read<CriticFactor>(
      "factor", factor.kind, factors,
      {"what the rule of a network that predicts a number is multiplied with: product: value - mean; reciprocal: 1 / "
       "(value - mean), which needs more settling steps; none: nothing",
       "product: Chung 2020, equations (12), (13); reciprocal: its code"});
  reader.read("factor_guard", factor.guard, Range::at_least(0),
              {"reciprocal: smallest |value - mean| that counts, in standard deviations of the output; 0: no guard",
               "not in the paper"});
}

void read_mean(Reader& reader, PredictionMean& mean) {
  reader.read<PredictionMean>(
      "mean", mean, means,
      {"the mean of a network that predicts a number, in `factor` and, with signal: target, in its error: as it was "
       "when "
       "the values were drawn, or given the settled hidden values. Temporal-difference errors take the former always",
       "before_settling: Chung 2020, equations (12), (13); after_settling: its code"});
}

void read_settling(Reader reader, SettlingOptions& settling) {
  reader.read("steps", settling.steps, Range::between(0, 100000),
              {"steps of the hidden values towards their most probable state", "Chung 2020, Algorithm 1: N"});
  reader.read("step_size", settling.step_size, Range::above(0),
              {"step of a layer over its variance; below 2 at most, less where weights are large",
               "Chung 2020, equation (9): alpha; its code: update_adj"});
  reader.read("noise", settling.noise, Range::at_least(0),
              {"injected in every step, in standard deviations of the layer", "Chung 2020, Algorithm 1 line 11"});
  reader.read("tolerance", settling.tolerance, Range::at_least(0),
              {"settling ends early once no value moves further than this many standard deviations; 0: never",
               "not in the paper"});
  reader.finish();
}

void read_feedback(Reader reader, FeedbackOptions& feedback) {
  reader.read<FeedbackKind>(
      "kind", feedback.kind, feedbacks,
      {"weights through which errors reach the layer below: the transposed forward weights, or weights of their own "
       "that learn to predict the layer below, or that learn from how the layer's inputs follow the noise below",
       "symmetric: Chung 2020; learned: its section 6; mirrored: Akrout et al. 2019"});
  reader.read("learning_rate", feedback.learning_rate, Range::above(0),
              {"of weights of their own; learned: of the normalised delta rule, stable below 2; mirrored: the share of "
               "one step in the running mean",
               "not in the paper"});
  reader.finish();
}

void read_optimiser(Reader reader, nn::OptimiserOptions& optimiser) {
  reader.read("beta1", optimiser.beta1, Range::from_below(0, 1), {"decay of the mean gradient", "Kingma and Ba 2015"});
  reader.read("beta2", optimiser.beta2, Range::from_below(0, 1), {"decay of the mean square", "Kingma and Ba 2015"});
  reader.read("epsilon", optimiser.epsilon, Range::above(0), {"added to the root of the mean square", code});
  reader.read("bias_correction_steps", optimiser.bias_correction_steps, Range::at_least(0),
              {"updates in which the bias of the means is corrected; the paper's code stops before update 1000",
               "Kingma and Ba 2015: all"});
  reader.finish();
}

void read_signals(Reader& reader, const LearnerContext& context, StochasticOptions& options) {
  reader.read("reward_limit", options.reward_limit, Range::at_least(0),
              {"rewards are clipped to +-this for learning, not in the curves; 0: they are not", code});
  if (options.algorithm == Algorithm::actor_critic) {
    reader.read<TimeLimit>("time_limit", options.time_limit, time_limits,
                           {"the step that reaches the time limit counts the value of the state after it, or is not "
                            "learned from",
                            "drop: code of Chung 2020"});
  } else {
    reader.read<Signal>("signal", options.signal, signals,
                        {"the reward, or wanted - mean output where the task knows what is wanted",
                         "target: Chung 2020, equation (12)"});
    if (options.signal == Signal::target && !context.environment.wanted_action) {
      reader.reject("signal", context.environment.name + " does not tell the wanted action; allowed: reward");
    }
  }
  if (std::holds_alternative<BoxSpace>(context.environment.action_space)) {
    reader.read<ActionScaling>(
        "action_scaling", options.action_scaling, scalings,
        {"real outputs: bounds: clipped to [-1, 1] and stretched over the bounds; raw: taken as they are; reference: "
         "times high - low, minus low, and clipped, so that 0 is the upper one of bounds -1 and 1",
         "reference: code of Chung 2020"});
    if (options.action_scaling != ActionScaling::raw && !is_bounded(context.environment.action_space)) {
      reader.reject("action_scaling", "the actions of " + context.environment.name + " are unbounded; allowed: raw");
    }
  }
}

void read_algorithm(Reader& reader, const LearnerContext& context, Family family, StochasticOptions& options) {
  if (!backpropagates(family)) {
    reader.read<Algorithm>("algorithm", options.algorithm, algorithms,
                           {"learning from whole episodes, or at every step with a critic; by default the latter where "
                            "episodes have more than one step",
                            "Chung 2020, Algorithms 1 and 2"});
  }
  if (options.algorithm == Algorithm::monte_carlo) return;
  reader.read<Order>("order", options.order, orders,
                     {"reference: settling starts from the means before the last update, and the networks' optimisers "
                      "also take a step with no signal where an episode is cut off or begins",
                      "reference: code of Chung 2020"});
  if (options.order == Order::reference && context.num_envs > 1) {
    reader.reject("order", "reference is for one environment; run.num_envs is " + std::to_string(context.num_envs));
  }
}

}  // namespace

StochasticOptions read_options(Reader& reader, const LearnerContext& context, Family family) {
  const bool one_step = context.time_limit == 1;
  StochasticOptions options = defaults(family, one_step);
  read_algorithm(reader, context, family, options);
  const bool has_critic = options.algorithm == Algorithm::actor_critic;
  reader.read("discount", options.discount, Range::between(0, 1), {"gamma", code});
  read_signals(reader, context, options);
  read_actor(reader.section("actor", {"the network that acts"}), family, has_critic, context, options.actor);
  if (has_critic) {
    Reader critic = reader.section("critic", {"the network that predicts the return"});
    read_network(critic, family, true, options.critic);
    critic.finish();
  }
  const bool predicts = has_critic || options.signal == Signal::target;
  if (predicts && !backpropagates(family)) read_critic_factor(reader, options.critic_factor);
  if (family == Family::map_propagation) {
    if (predicts) read_mean(reader, options.mean);
    read_settling(reader.section("settling", {"how hidden values settle"}), options.settling);
    read_feedback(reader.section("feedback", {"how errors reach the layer below"}), options.feedback);
  }
  if (family == Family::backprop_actor_critic) {
    reader.read("entropy_weight", options.entropy_weight, Range::at_least(0),
                {"of the entropy of the actions, whose gradient is added at every step", "Mnih et al. 2016"});
  }
  read_optimiser(reader.section("optimiser", {"Adam"}), options.optimiser);
  return options;
}

namespace {

NetworkShape shape_of(const NetworkOptions& network, Index observation_size) {
  return {.input_size = observation_size,
          .hidden_sizes = network.hidden_sizes,
          .hidden_unit = network.hidden_unit,
          .variances = network.variances,
          .temperature = network.temperature};
}

TeamOptions team_of(const StochasticOptions& options, const NetworkOptions& network, Objective objective) {
  return {.credit = options.credit,
          .objective = objective,
          .settling = options.settling,
          .feedback = options.feedback,
          .learning_rates = network.learning_rates,
          .trace_decay = network.trace_decay,
          .optimiser = options.optimiser};
}

}  // namespace

NetworkShape actor_shape(const StochasticOptions& options, Index observation_size, const OutputCodec& codec) {
  NetworkShape shape = shape_of(options.actor, observation_size);
  shape.output_size = codec.size();
  shape.output_unit = codec.unit();
  return shape;
}

NetworkShape critic_shape(const StochasticOptions& options, Index observation_size) {
  NetworkShape shape = shape_of(options.critic, observation_size);
  shape.output_size = 1;
  shape.output_unit = OutputUnit::gaussian;
  return shape;
}

TeamOptions actor_team(const StochasticOptions& options) {
  const bool predicts = options.signal == Signal::target;
  return team_of(options, options.actor, predicts ? Objective::mean : Objective::log_probability);
}

TeamOptions critic_team(const StochasticOptions& options) { return team_of(options, options.critic, Objective::mean); }

}  // namespace rlrun::learners::map_propagation
