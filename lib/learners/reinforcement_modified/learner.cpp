#include "lib/learners/reinforcement_modified/learner.hpp"

#include <algorithm>
#include <utility>

namespace rlrun::learners::reinforcement_modified {
namespace {

bool has_traces(const LearnerOptions& options) { return options.reinforcement.timing == Timing::trace; }

Index trace_window(const LearnerOptions& options, long time_limit) {
  return std::min(options.reinforcement.window, time_limit);
}

}  // namespace

Index score_capacity(const LearnerOptions& options, Index num_envs) {
  return std::max<Index>(options.lessons.batch_size, num_envs);
}

ReinforcedLearner::ReinforcedLearner(const LearnerOptions& options, std::unique_ptr<ActionScores> scores,
                                     Index observation_size, Index num_envs, long time_limit, RngKey key)
    : options_(options),
      policy_(std::move(scores), options.selection, key.derive("exploration"), num_envs),
      reinforcement_(options.reinforcement),
      traces_(has_traces(options) ? static_cast<std::size_t>(num_envs) : 0,
              EpisodeTrace(observation_size, trace_window(options, time_limit))),
      memory_(options.memory, observation_size, trace_window(options, time_limit)),
      lessons_(observation_size, has_traces(options) ? trace_window(options, time_limit) : num_envs),
      order_rng_(key.derive("order")) {}

void ReinforcedLearner::begin_episode(Index slot, long /*episode*/, const VectorView<double>& /*observation*/) {
  if (has_traces(options_)) traces_[static_cast<std::size_t>(slot)].clear();
}

void ReinforcedLearner::act(const MatrixView<double>& observations, std::span<const Index> slots,
                            MutableMatrixView<double> actions) {
  policy_.act(observations, slots, actions);
}

void ReinforcedLearner::observe(const TransitionBatch& transitions) {
  policy_.scores().see(transitions.observations);
  if (!has_traces(options_)) return judge_at_once(transitions);
  for (Index column = 0; column < transitions.observations.cols(); ++column) extend_trace(transitions, column);
}

void ReinforcedLearner::judge_at_once(const TransitionBatch& transitions) {
  lessons_.clear();
  for (Index column = 0; column < transitions.observations.cols(); ++column) {
    lessons_.add(transitions.observations.col(column), static_cast<Index>(transitions.actions(0, column)),
                 reinforcement_.of_reward(transitions.rewards[column]));
  }
  teach();
}

void ReinforcedLearner::extend_trace(const TransitionBatch& transitions, Index column) {
  const auto i = static_cast<std::size_t>(column);
  EpisodeTrace& trace = traces_[static_cast<std::size_t>(transitions.slots[i])];
  trace.add(transitions.observations.col(column), transitions.actions(0, column), transitions.rewards[column]);
  const bool terminated = transitions.terminated[i] != 0;
  if (terminated || transitions.truncated[i] != 0) learn_from(trace, terminated);
}

/// From an episode that has ended, and then from the best ones before it.
void ReinforcedLearner::learn_from(const EpisodeTrace& trace, bool terminated) {
  lessons_.clear();
  reinforcement_.judge(trace, terminated, lessons_);
  teach();
  memory_.consider(trace);
  for (std::size_t episode = 0; episode < memory_.size(); ++episode) {
    lessons_.clear();
    memory_.recall(episode, lessons_);
    teach();
  }
}

void ReinforcedLearner::teach() {
  lesson_count_ += lessons_.count();
  for (const double reinforcement : lessons_.reinforcements(0, lessons_.count())) reinforcement_sum_ += reinforcement;
  if (options_.lessons.order == LessonOrder::forward) lessons_.reverse();
  for (long pass = 0; pass < options_.lessons.passes; ++pass) {
    if (options_.lessons.order == LessonOrder::shuffled) lessons_.shuffle(order_rng_);
    teach_once();
  }
}

void ReinforcedLearner::teach_once() {
  for (Index first = 0; first < lessons_.count(); first += options_.lessons.batch_size) {
    const Index count = std::min<Index>(options_.lessons.batch_size, lessons_.count() - first);
    policy_.scores().learn(lessons_.observations(first, count), lessons_.actions(first, count),
                           lessons_.reinforcements(first, count));
  }
}

std::unique_ptr<Policy> ReinforcedLearner::snapshot(RngKey key, Index num_envs) const {
  return policy_.snapshot(key, num_envs);
}

std::vector<std::string> ReinforcedLearner::diagnostic_names() const {
  std::vector<std::string> names = {"lessons", "reinforcement", "baseline", "memory"};
  std::ranges::move(policy_.scores().diagnostic_names(), std::back_inserter(names));
  return names;
}

/// Since the last call: how many actions were judged, and their mean reinforcement.
std::vector<double> ReinforcedLearner::take_diagnostics() {
  if (lesson_count_ == 0) return {};
  const auto count = static_cast<double>(std::exchange(lesson_count_, 0));
  std::vector<double> values = {count, std::exchange(reinforcement_sum_, 0.0) / count, reinforcement_.baseline(),
                                static_cast<double>(policy_.scores().memory())};
  std::ranges::move(policy_.scores().diagnostics(), std::back_inserter(values));
  return values;
}

void ReinforcedLearner::save(StateWriter& writer) const {
  policy_.save(writer);
  reinforcement_.save(writer);
  for (const EpisodeTrace& trace : traces_) trace.save(writer);
  memory_.save(writer);
  writer.write("order", order_rng_);
  writer.write("lesson_count", lesson_count_);
  writer.write("reinforcement_sum", reinforcement_sum_);
}

void ReinforcedLearner::load(StateReader& reader) {
  policy_.load(reader);
  reinforcement_.load(reader);
  for (EpisodeTrace& trace : traces_) trace.load(reader, policy_.scores().actions());
  memory_.load(reader, policy_.scores().actions());
  order_rng_ = reader.read_rng("order");
  lesson_count_ = reader.read_count("lesson_count");
  reinforcement_sum_ = reader.read_finite("reinforcement_sum");
}

}  // namespace rlrun::learners::reinforcement_modified
