#include "lib/learners/rgrl/options.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "lib/learners/common/optimiser_options.hpp"

namespace rlrun::learners::rgrl {
namespace {

using config::Choices;
using config::Range;
using config::Reader;

constexpr Choices<nn::CellKind, 3> cells = {
    {{"gru", nn::CellKind::gru}, {"lstm", nn::CellKind::lstm}, {"rnn", nn::CellKind::rnn}}};
constexpr Choices<DeductionMethod, 3> methods = {{{"gradient", DeductionMethod::gradient},
                                                  {"random_shooting", DeductionMethod::random_shooting},
                                                  {"cross_entropy", DeductionMethod::cross_entropy}}};
constexpr Choices<MemberSelection, 2> selections = {
    {{"random", MemberSelection::random}, {"sweep", MemberSelection::sweep}}};
constexpr Choices<DesiredRewards, 2> desired = {{{"last", DesiredRewards::last}, {"all", DesiredRewards::all}}};
constexpr Choices<Sampling, 2> samplings = {{{"prioritised", Sampling::prioritised}, {"uniform", Sampling::uniform}}};
constexpr Choices<Eviction, 3> evictions = {
    {{"uniform", Eviction::uniform}, {"oldest", Eviction::oldest}, {"lowest_priority", Eviction::lowest_priority}}};
constexpr Choices<PriorityError, 3> priority_errors = {{{"absolute", PriorityError::absolute},
                                                        {"squared", PriorityError::squared},
                                                        {"squared_over_size", PriorityError::squared_over_size}}};

constexpr long most_samples = 10000;

template <class T, std::size_t Count>
void read_choice(Reader& reader, std::string_view key, T& value, const Choices<T, Count>& choices, config::Doc doc) {
  reader.read<T>(key, value, std::span<const std::pair<std::string_view, T>>(choices), doc);
}

/// The keys of the methods that compare drawn plans. By default they make as many passes as method gradient would.
void read_search(Reader& reader, int ensemble_size, DeductionOptions& options) {
  const bool several_rounds = options.method == DeductionMethod::cross_entropy;
  if (several_rounds) {
    options.rounds = 5;
    reader.read("rounds", options.rounds, Range::between(1, 1000),
                {"of drawing plans and comparing them", "not in the paper"});
  }
  DeductionOptions gradient = options;
  gradient.method = DeductionMethod::gradient;
  const long equal = model_passes(gradient, ensemble_size) / (static_cast<long>(options.rounds) * ensemble_size);
  options.samples = static_cast<int>(std::clamp(equal, 1L, most_samples));
  reader.read(
      "samples", options.samples, Range::between(1, most_samples),
      {"plans a round; all members predict the rewards of each, so that an action takes rounds * samples * "
       "ensemble_size passes through models. By default as many as gradient takes with the same keys: 2 * starts * "
       "iterations, times ensemble_size for a sweep, plus ensemble_size * starts where starts > 1; at least one "
       "plan a round",
       "not in the paper"});
  if (several_rounds) {
    options.elites = (options.samples + 4) / 5;
    reader.read("elites", options.elites, Range::between(1, options.samples),
                {"best plans of a round, whose mean and deviation the next one is drawn with; by default a fifth",
                 "not in the paper"});
  }
  reader.read(
      "spread", options.spread, Range::above(0),
      {"standard deviation of the drawn pre-activations, in the first round; 1.5 fills [0, 1] after the sigmoid "
       "nearly evenly. Discrete actions are those of the largest pre-activation",
       "not in the paper"});
}

void read_deduction(Reader reader, int ensemble_size, DeductionOptions& options) {
  read_choice(
      reader, "method", options.method, methods,
      {"gradient: descent on the inputs of the models. Controls with the same models and the same desired "
       "rewards: random_shooting: the best of plans that are drawn; cross_entropy: the best of the last of several "
       "rounds. They leave step_size, noise, one_hot_start, warm_start and starts unused",
       "gradient: paper, Algorithm 1; others: not in the paper"});
  reader.read("horizon", options.horizon, Range::between(1, 1000), {"steps of a plan", "paper, Algorithm 1: T"});
  reader.read("iterations", options.iterations, Range::between(1, 100000),
              {"passes of gradient descent for every environment step", "paper, Algorithm 1 line 10"});
  reader.read("step_size", options.step_size, Range::above(0),
              {"step of the descent on pre-activations", "paper, equation (1): beta"});
  reader.read(
      "noise", options.noise, Range::at_least(0),
      {"standard deviation of a plan's initial pre-activations; the source of exploration. The author's noise_t "
       "draws of noise_r each amount to noise_r * sqrt(noise_t)",
       "paper, section 2"});
  reader.read("anneal_episodes", options.anneal_episodes, Range::at_least(0),
              {"episodes within which the noise falls linearly to final_noise; 0: it stays", "not in the paper"});
  reader.read("final_noise", options.final_noise, Range::at_least(0),
              {"noise after anneal_episodes episodes, and of evaluations from then on", "not in the paper"});
  reader.read("one_hot_start", options.one_hot_start,
              {"true: plans of n discrete actions begin around 1/n each, so that they sum to 1 as those do that the "
               "models have seen; false: around 0.5 each",
               "false: paper, section 2; true: not in the paper"});
  reader.read("warm_start", options.warm_start,
              {"true: a plan begins with the plan that was executed at the step before, shifted by one step, plus "
               "noise; false: with noise alone",
               "not in the paper"});
  reader.read("starts", options.starts, Range::between(1, 1000),
              {"plans with noise of their own that are deduced side by side; the one is executed whose predicted "
               "rewards, in the mean over all members and without dropout, are nearest to the desired ones",
               "not in the paper"});
  read_choice(reader, "member_selection", options.member_selection, selections,
              {"random: a member drawn at every iteration; sweep: every iteration visits all members in shuffled order",
               "random: paper, Algorithm 1 line 11; sweep: RGRL code of 2024-10-09"});
  read_choice(reader, "desired_rewards", options.desired_rewards, desired,
              {"predicted reward vectors that are drawn to all ones: that of the last step of the plan, or all",
               "last: RGRL code of 2024-10-18; all: that of 2024-10-09"});
  if (options.method != DeductionMethod::gradient) read_search(reader, ensemble_size, options);
  reader.finish();
}

void read_replay(Reader reader, ReplayOptions& options) {
  read_choice(reader, "sampling", options.sampling, samplings,
              {"how windows are drawn, with replacement", "paper, equation (4)"});
  read_choice(reader, "priority_error", options.priority_error, priority_errors,
              {"error of the predicted reward vectors that makes a window's priority", "paper, equation (4)"});
  reader.read("priority_exponent", options.priority_exponent, Range::at_least(0),
              {"exponent of the error; 0 draws uniformly", "paper, equation (4): gamma"});
  reader.read("priority_epsilon", options.priority_epsilon, Range::above(0),
              {"added to the error, so that every window can be drawn", "paper, equation (4): epsilon"});
  reader.read("refresh_interval", options.refresh_interval, Range::at_least(0),
              {"updates between two computations of all priorities; 1 is the paper; 0 computes only those of new "
               "windows, once",
               "1: paper, equation (4), and RGRL code of 2024-10-18; once a phase: RGRL code of 2024-10-09"});
  reader.read("refresh_drawn", options.refresh_drawn,
              {"renew the priority of a window when an update has used it", "Schaul et al. 2016, Algorithm 1"});
  reader.read("capacity", options.capacity, Range::at_least(0),
              {"windows that are learned from at most, but for the newest episode, which is always whole; 0: no bound. "
               "Episodes, or their stretches between two rounds of online learning, go as a whole before learning",
               "not in the paper"});
  read_choice(reader, "eviction", options.eviction, evictions,
              {"which of the episodes that were learned from go when there are more windows than capacity: any, the "
               "oldest, or that of the lowest mean priority of its windows",
               "not in the paper"});
  if (options.eviction == Eviction::lowest_priority && options.sampling == Sampling::uniform) {
    reader.reject("eviction", "lowest_priority needs sampling: prioritised");
  }
  reader.finish();
}

void read_learning(Reader reader, LearningOptions& options) {
  reader.read("interval", options.interval, Range::at_least(1),
              {"episodes between two learning phases; without mid_episode a multiple of run.num_envs",
               "paper of 14 October, footnote 9"});
  reader.read("updates", options.updates, Range::at_least(1),
              {"updates of each member in a learning phase", "RGRL code, iteration_for_learning"});
  reader.read("online_interval", options.online_interval, Range::at_least(0),
              {"steps of every running episode between two rounds of updates while they run; 0: none. A round learns "
               "from all steps so far, computes the priorities of the new windows, and the plans of the next step are "
               "made by what it has learned",
               "paper, section 4: online learning"});
  reader.read("online_updates", options.online_updates, Range::at_least(1),
              {"updates of each member in a round of online_interval", "paper, section 4: online learning"});
  reader.read(
      "mid_episode", options.mid_episode,
      {"false: environments whose episode has ended rest until those of all have, and phases happen then; true: "
       "they begin the next episode at once, and phases happen while the others are in mid-episode",
       "paper, section 4: several environments"});
  reader.read("chunk", options.chunk, Range::between(1, 1000),
              {"steps of the windows learned from", "paper, Algorithm 1 line 22: t"});
  reader.read("batch_size", options.batch_size, Range::between(1, 4096),
              {"windows an update", "RGRL code, batch_size"});
  reader.read("final_rate", options.final_rate, Range::between(0, 1),
              {"share of the learning rate that is left at the last update of a phase, falling linearly; 1: constant. "
               "Small values end a phase near a minimum instead of in the noise of single windows",
               "not in the paper"});
  reader.read(
      "decay_phases", options.decay_phases, Range::at_least(0),
      {"phase k, counted from 0, learns with the learning rate over 1 + k / decay_phases; 0: no decay. What was "
       "learned from much experience is then no longer undone by the next phase",
       "not in the paper"});
  reader.read<nn::Loss>(
      "loss", options.loss, nn::loss_names(),
      {"of reward and state sequences, means over all entries, added", "paper, Algorithm 1 line 23 and footnote 8"});
  reader.read("ewc_lambda", options.ewc_lambda, Range::at_least(0),
              {"elastic rate; 0 leaves elastic weight control out", "paper, equation (5): lambda"});
  reader.finish();
}

/// A list with a number for each of `members`, or one for all.
void read_list(Reader& reader, std::string_view key, std::vector<double>& list, int members, Range range,
               config::Doc doc) {
  reader.read(key, list, range, doc);
  if (list.size() > 1 && list.size() != static_cast<std::size_t>(members)) {
    reader.reject(key, "needs one number, or " + std::to_string(members) + ", one a member");
  }
}

void read_members(Reader reader, const RgrlOptions& ensemble, MemberOptions& options) {
  const int size = ensemble.ensemble_size;
  const Range count = Range::at_least(0);
  reader.read("gru", options.gru, count, {"members with GRU cells: the first ones", "paper, section 4"});
  reader.read("lstm", options.lstm, count, {"members with LSTM cells: the next ones", "paper, section 4"});
  reader.read(
      "rnn", options.rnn, count,
      {"members with plain recurrent cells: the next ones; the rest have the ensemble's cell", "paper, section 4"});
  if (static_cast<long>(options.gru) + options.lstm + options.rnn > size) {
    reader.reject("gru", "gru, lstm and rnn are more members than ensemble_size");
  }
  options.first_layer_size = {0.0};
  read_list(reader, "first_layer_size", options.first_layer_size, size, Range::between(0, 100000),
            {"units of the first recurrent layer, a number a member or one for all; 0: as many as the state vector has "
             "entries. The second layer's hidden state is the state vector, so that it has no size of its own",
             "paper, section 4"});
  for (const double units : options.first_layer_size) {
    if (units != std::floor(units)) reader.reject("first_layer_size", "must hold whole numbers");
  }
  options.dropout = {ensemble.dropout};
  read_list(reader, "dropout", options.dropout, size, Range::from_below(0, 1),
            {"dropout, a number a member or one for all, in place of the ensemble's", "paper, section 4"});
  options.desired_reward = {1.0};
  read_list(reader, "desired_reward", options.desired_reward, size, Range{.low = 0.0, .high = 1.0, .open_low = true},
            {"share of leading ones of the desired reward vectors, a number a member or one for all; the paper has 1 "
             "for all",
             "paper, section 4"});
  reader.finish();
}

}  // namespace

long model_passes(const DeductionOptions& options, int ensemble_size) {
  if (options.method != DeductionMethod::gradient)
    return static_cast<long>(options.rounds) * options.samples * ensemble_size;
  const long members = options.member_selection == MemberSelection::sweep ? ensemble_size : 1;
  const long comparisons = options.starts > 1 ? ensemble_size : 0;
  return options.starts * (2L * options.iterations * members + comparisons);
}

RgrlOptions read_options(Reader& reader) {
  RgrlOptions options;
  options.optimiser.learning_rate = 0.1;
  reader.read("ensemble_size", options.ensemble_size, Range::between(1, 1000),
              {"number of world models", "paper, section 2: m"});
  read_choice(reader, "cell", options.cell, cells, {"recurrent cell of the world models", "paper, section 3"});
  reader.read("bias", options.bias, {"whether all layers have biases", "RGRL code, bias"});
  reader.read(
      "dropout", options.dropout, Range::from_below(0, 1),
      {"rate between the two recurrent layers, while learning and while deducing", "paper, section 2, point 3"});
  reader.read<nn::Initialiser>(
      "head_initialiser", options.head_initialiser.kind, nn::initialiser_names(),
      {"of the two heads' weights; normal has standard deviation 1, uniform is [0, 1)", "RGRL code"});
  read_members(reader.section("members", {"how members differ from one another"}), options, options.members);
  read_deduction(reader.section("deduction", {"how actions are found"}), options.ensemble_size, options.deduction);
  read_learning(reader.section("learning", {"what a learning phase does"}), options.learning);
  read_replay(reader.section("replay", {"how windows are drawn from the experience"}), options.replay);
  read_optimiser(reader.section("optimiser", {"how updates follow the gradient"}), "paper, equation (3): alpha",
                 options.optimiser);
  return options;
}

}  // namespace rlrun::learners::rgrl
