#include "lib/learners/rgrl/episode_recorder.hpp"

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
  encoder.encode(observation, state_);
  storage_.states.col(0) = state_.template cast<Scalar>();
}

template <class Scalar>
void EpisodeRecorder<Scalar>::record(const StateEncoder& states, const RewardEncoder& rewards,
                                     const ActionCodec& actions, const VectorView<double>& action,
                                     const StepResult& step) {
  actions.encode<Scalar>(action, storage_.actions.col(length_));
  rewards.encode(step, reward_);
  storage_.rewards.col(length_) = reward_.template cast<Scalar>();
  ++length_;
  states.encode(step.next_observation, state_);
  storage_.states.col(length_) = state_.template cast<Scalar>();
}

template <class Scalar>
Episode<Scalar> EpisodeRecorder<Scalar>::finish() const {
  return {storage_.states.leftCols(length_ + 1), storage_.actions.leftCols(length_),
          storage_.rewards.leftCols(length_)};
}

template <class Scalar>
void EpisodeRecorder<Scalar>::save(StateWriter& writer) const {
  save_episode(writer, finish());
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
}

template class EpisodeRecorder<float>;
template class EpisodeRecorder<double>;

}  // namespace rlrun::learners::rgrl
