#include "lib/learners/rgrl/episode_recorder.hpp"

#include <algorithm>

namespace rlrun::learners::rgrl {

template <class Scalar>
EpisodeRecorder<Scalar>::EpisodeRecorder(const StateEncoder& states, const RewardEncoder& rewards,
                                         const ActionCodec& actions, long time_limit)
    : state_(states.size()), reward_(rewards.size()) {
  storage_.states.setZero(states.size(), time_limit + 1);
  storage_.actions.setZero(actions.size(), time_limit);
  storage_.rewards.setZero(rewards.size(), time_limit);
}

template <class Scalar>
void EpisodeRecorder<Scalar>::begin(const StateEncoder& encoder, const VectorView<double>& observation) {
  length_ = 0;
  next_window_ = 0;
  encoder.encode(observation, state_);
  storage_.states.col(0) = state_.template cast<Scalar>();
}

template <class Scalar>
void EpisodeRecorder<Scalar>::record(const StateEncoder& states, const RewardEncoder& rewards,
                                     const ActionCodec& actions, const VectorView<double>& action,
                                     const StepResult& step) {
  if (length_ == storage_.actions.cols()) throw StateError("episode: it goes on beyond the time limit");
  actions.encode<Scalar>(action, storage_.actions.col(length_));
  rewards.encode(step, reward_);
  storage_.rewards.col(length_) = reward_.template cast<Scalar>();
  ++length_;
  states.encode(step.next_observation, state_);
  storage_.states.col(length_) = state_.template cast<Scalar>();
}

template <class Scalar>
Episode<Scalar> EpisodeRecorder<Scalar>::copy_from(Index first) const {
  const Index steps = length_ - first;
  return {storage_.states.middleCols(first, steps + 1), storage_.actions.middleCols(first, steps),
          storage_.rewards.middleCols(first, steps)};
}

template <class Scalar>
Episode<Scalar> EpisodeRecorder<Scalar>::take(Index chunk) {
  Episode<Scalar> stretch = copy_from(next_window_);
  next_window_ = std::max(next_window_, length_ - chunk + 1);
  return stretch;
}

template <class Scalar>
void EpisodeRecorder<Scalar>::save(StateWriter& writer) const {
  save_episode(writer, finish());
  writer.write("next_window", static_cast<std::int64_t>(next_window_));
}

template <class Scalar>
void EpisodeRecorder<Scalar>::load(StateReader& reader) {
  const Episode<Scalar> episode = load_episode<Scalar>(reader);
  const auto restore = [](const Matrix<Scalar>& values, Matrix<Scalar>& target) {
    if (values.rows() != target.rows() || values.cols() > target.cols()) {
      throw StateError("episode: another size of vectors or time limit");
    }
    target.leftCols(values.cols()) = values;
  };
  restore(episode.states, storage_.states);
  restore(episode.actions, storage_.actions);
  restore(episode.rewards, storage_.rewards);
  length_ = episode.length();
  next_window_ = reader.read_integer("next_window", 0, length_);
}

template class EpisodeRecorder<float>;
template class EpisodeRecorder<double>;

}  // namespace rlrun::learners::rgrl
