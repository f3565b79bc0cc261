#include "lib/learners/reinforcement_modified/shared_options.hpp"

#include <array>
#include <string>

namespace rlrun::learners::reinforcement_modified {
namespace {

using config::Choices;
using config::LearnerContext;
using config::Range;
using config::Reader;

constexpr Choices<Selection, 3> selections = {
    {{"argmax", Selection::argmax}, {"proportional", Selection::proportional}, {"softmax", Selection::softmax}}};
constexpr Choices<Timing, 2> timings = {{{"immediate", Timing::immediate}, {"trace", Timing::trace}}};
constexpr Choices<Outcome, 2> outcomes = {{{"end", Outcome::end}, {"rewards", Outcome::rewards}}};
constexpr Choices<Baseline, 2> baselines = {{{"none", Baseline::none}, {"mean_return", Baseline::mean_return}}};
constexpr Choices<Scale, 2> scales = {{{"none", Scale::none}, {"deviation", Scale::deviation}}};
constexpr Choices<LessonOrder, 3> orders = {
    {{"backward", LessonOrder::backward}, {"forward", LessonOrder::forward}, {"shuffled", LessonOrder::shuffled}}};

void read_selection(Reader reader, SelectionOptions& options) {
  reader.read<Selection>("kind", options.kind, selections,
                         {"argmax: the action with the highest score; proportional: drawn with probabilities "
                          "proportional to the scores; softmax: to exp(score / temperature)",
                          "softmax: not in the document"});
  if (options.kind == Selection::softmax) {
    reader.read("temperature", options.temperature, Range::above(0), {"of softmax, in units of the scores", ours});
  }
  reader.finish();
}

void read_trace(Reader& reader, ReinforcementOptions& options) {
  reader.read("window", options.window, Range::between(1, 1e6), {"how many of the last actions are judged", ours});
  reader.read("decay", options.decay, Range::between(0, 1), {"of the reinforcement for every step back", ours});
  reader.read<Outcome>("outcome", options.outcome, outcomes,
                       {"end: the return and the kind of end count; rewards: every reward is an outcome, and an action "
                        "gets the decayed sum of all that followed, after the time limit as if the mean followed",
                        ours});
  reader.read<Baseline>("baseline", options.baseline, baselines,
                        {"outcome that changes nothing: 0, or the running mean of what is judged", ours});
  reader.read<Scale>("scale", options.scale, scales,
                     {"unit of the difference from the baseline: none, or its running standard deviation", ours});
  if (options.baseline != Baseline::none || options.scale != Scale::none) {
    reader.read("baseline_rate", options.baseline_rate, {.low = 0.0, .high = 1.0, .open_low = true},
                {"share of their weight in mean and deviation that older episodes lose with every new one", ours});
  }
  reader.read("termination", options.termination, Range::any(),
              {"added to the outcome where the task ended the episode: a failure or a success", ours});
  reader.read("truncation", options.truncation, Range::any(),
              {"added to the outcome where the time limit ended the episode", ours});
}

void read_reinforcement(Reader reader, const LearnerContext& context, ReinforcementOptions& options) {
  if (context.time_limit > 1) options.timing = Timing::trace;
  reader.read<Timing>("timing", options.timing, timings,
                      {"immediate: every action is judged by its reward, at once; trace: the last ones of an episode, "
                       "when it has ended. By default the latter where episodes have more than one step",
                       ours});
  reader.read("gain", options.gain, Range::any(),
              {"f = gain * (x - baseline) / scale + offset; x is the reward, or the outcome of an episode", ours});
  reader.read("offset", options.offset, Range::any(), {"added to every f", ours});
  reader.read("limit", options.limit, Range::above(0), {"f is clipped to +- this", ours});
  if (options.timing == Timing::trace) read_trace(reader, options);
  reader.finish();
}

void read_lessons(Reader reader, LessonOptions& options) {
  reader.read("batch_size", options.batch_size, Range::between(1, 1e6),
              {"judged actions of one step; plain EBP takes them one at a time", ours});
  reader.read("passes", options.passes, Range::between(1, 1e6),
              {"how often the judged actions are gone through; desired outputs are generated anew", ours});
  reader.read<LessonOrder>(
      "order", options.order, orders,
      {"backward: the latest action first; forward: the oldest first; shuffled: anew in every pass", ours});
  reader.finish();
}

void read_memory(Reader reader, MemoryOptions& options) {
  reader.read(
      "episodes", options.episodes, Range::between(0, 10000),
      {"how many of the best episodes are remembered and learned from again after every episode; 0: none", ours});
  reader.read("reinforcement", options.reinforcement, Range::any(), {"f of all their actions", ours});
  reader.finish();
}

std::vector<double> finite_limits(const Vector<double>& limits) {
  if (!limits.allFinite()) return {};
  return {limits.begin(), limits.end()};
}

void read_limits(Reader& reader, std::string_view key, std::string_view meaning, Vector<double>& limits) {
  std::vector<double> values = finite_limits(limits);
  reader.read(key, values, Range::any(), {meaning, ours});
  if (static_cast<Index>(values.size()) == limits.size()) {
    limits = Eigen::Map<const Vector<double>>(values.data(), limits.size());
  } else if (!values.empty()) {
    reader.reject(key, "has " + std::to_string(values.size()) + " numbers; allowed: one for each of the " +
                           std::to_string(limits.size()) + " inputs");
  }
}

}  // namespace

Index read_action_count(Reader& reader, const LearnerContext& context) {
  constexpr int fewest = 2;
  const auto* space = std::get_if<DiscreteSpace>(&context.environment.action_space);
  if (space != nullptr && space->count >= fewest) return space->count;
  reader.reject("name",
                "gives every action a score; " + context.environment.name + " has no discrete actions to choose from");
  return fewest;
}

LearnerOptions read_learner_options(Reader& reader, const LearnerContext& context) {
  LearnerOptions options;
  read_selection(reader.section("selection", {"how actions are chosen by their scores"}), options.selection);
  read_reinforcement(reader.section("reinforcement", {"how actions are judged"}), context, options.reinforcement);
  read_lessons(reader.section("learning", {"how judged actions are learned from"}), options.lessons);
  if (options.reinforcement.timing == Timing::trace) {
    read_memory(reader.section("memory", {"the best episodes so far"}), options.memory);
  }
  return options;
}

DesiredOutputOptions read_desired_output(Reader& parent) {
  DesiredOutputOptions options;
  Reader reader = parent.section("desired_output", {"the generator of desired outputs from reinforcement", document});
  reader.read("reward_step", options.reward_step, Range::between(0, 1),
              {"share of the way to the ceiling that f = 1 takes the chosen action", ours});
  reader.read("punish_step", options.punish_step, Range::between(0, 1),
              {"share of the way to the floor that f = -1 takes the chosen action", ours});
  reader.read("spread_step", options.spread_step, Range::between(0, 1),
              {"share of the way to the ceiling that f = -1 takes the others, divided among them", ours});
  reader.read("ceiling", options.ceiling, Range::between(0, 1), {"no output is wanted above it", ours});
  reader.read("floor", options.floor, Range::between(0, 1), {"no output is wanted below it", ours});
  reader.read("margin", options.margin, Range::between(0, 1),
              {"by how much a reward puts the others below the chosen action", ours});
  if (options.floor >= options.ceiling) reader.reject("floor", "is not below the ceiling");
  reader.finish();
  return options;
}

InputRange read_range(Reader& reader, const LearnerContext& context) {
  InputRange range = {.low = context.environment.observation_space.low,
                      .high = context.environment.observation_space.high};
  read_limits(reader, "low", "smallest usual value of each input; by default the environment's limit", range.low);
  read_limits(reader, "high", "largest usual value of each input; by default the environment's limit", range.high);
  if (!(range.low.array() < range.high.array()).all()) reader.reject("low", "is not below high in every input");
  return range;
}

}  // namespace rlrun::learners::reinforcement_modified
