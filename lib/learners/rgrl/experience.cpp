#include "lib/learners/rgrl/experience.hpp"

#include <utility>

#include "lib/learners/rgrl/packed_vectors.hpp"

namespace rlrun::learners::rgrl {
namespace {

template <class Scalar>
bool same_sizes(const Episode<Scalar>& first, const Episode<Scalar>& second) {
  return first.states.rows() == second.states.rows() && first.actions.rows() == second.actions.rows() &&
         first.rewards.rows() == second.rewards.rows();
}

}  // namespace

template <class Scalar>
void save_episode(StateWriter& writer, const Episode<Scalar>& episode) {
  write_packed(writer, "states", episode.states);
  write_packed(writer, "actions", episode.actions);
  write_packed(writer, "rewards", episode.rewards);
}

template <class Scalar>
Episode<Scalar> load_episode(StateReader& reader) {
  Episode<Scalar> episode;
  episode.states = read_packed<Scalar>(reader, "states");
  episode.actions = read_packed<Scalar>(reader, "actions");
  episode.rewards = read_packed<Scalar>(reader, "rewards");
  if (episode.states.cols() != episode.length() + 1 || episode.rewards.cols() != episode.length()) {
    throw StateError("episode: states, actions and rewards are of different lengths");
  }
  if (!episode.states.allFinite() || !episode.actions.allFinite() || !episode.rewards.allFinite()) {
    throw StateError("episode: a number is not finite");
  }
  return episode;
}

template <class Scalar>
void Experience<Scalar>::add(Episode<Scalar> episode) {
  if (episode.length() < chunk_) return;
  episodes_.push_back(std::move(episode));
  number_windows(episodes_.size() - 1);
}

/// Appends the windows of an episode.
template <class Scalar>
void Experience<Scalar>::number_windows(std::size_t episode) {
  first_windows_.push_back(size());
  const Index length = episodes_[episode].length();
  for (Index first = 0; first + chunk_ <= length; ++first) windows_.push_back({episode, first});
}

template <class Scalar>
void Experience<Scalar>::remove(Index episode) {
  episodes_.erase(episodes_.begin() + episode);
  windows_.resize(static_cast<std::size_t>(first_windows_[static_cast<std::size_t>(episode)]));
  first_windows_.resize(static_cast<std::size_t>(episode));
  for (auto later = static_cast<std::size_t>(episode); later < episodes_.size(); ++later) number_windows(later);
}

template <class Scalar>
WindowRange Experience<Scalar>::windows_of(Index episode) const {
  const auto index = static_cast<std::size_t>(episode);
  return {.first = first_windows_[index], .count = episodes_[index].length() - chunk_ + 1};
}

template <class Scalar>
void Experience<Scalar>::copy_window(Index window, Index column, Index columns, Matrix<Scalar>& states,
                                     Matrix<Scalar>& actions, Matrix<Scalar>& rewards,
                                     Matrix<Scalar>& next_states) const {
  const auto [index, first_step] = windows_[static_cast<std::size_t>(window)];
  const Episode<Scalar>& episode = episodes_[index];
  states.col(column) = episode.states.col(first_step);
  for (Index t = 0; t < chunk_; ++t) {
    const Index target = t * columns + column;
    actions.col(target) = episode.actions.col(first_step + t);
    rewards.col(target) = episode.rewards.col(first_step + t);
    next_states.col(target) = episode.states.col(first_step + t + 1);
  }
}

template <class Scalar>
void Experience<Scalar>::save(StateWriter& writer) const {
  writer.write("episodes", static_cast<std::int64_t>(episodes_.size()));
  for (const auto& episode : episodes_) {
    const std::size_t begin = writer.bytes().size();
    save_episode(writer, episode);
    writer.mark_lasting(begin);
  }
}

template <class Scalar>
void Experience<Scalar>::load(StateReader& reader) {
  episodes_.clear();
  first_windows_.clear();
  windows_.clear();
  const std::int64_t count = reader.read_count("episodes");
  for (std::int64_t i = 0; i < count; ++i) {
    Episode<Scalar> episode = load_episode<Scalar>(reader);
    if (!is_of_size(episode)) {
      throw StateError("episode: its vectors have another size than those of the first");
    }
    add(std::move(episode));
  }
}

template <class Scalar>
bool Experience<Scalar>::is_of_size(const Episode<Scalar>& episode) const {
  return episodes_.empty() || same_sizes(episodes_.front(), episode);
}

template void save_episode(StateWriter&, const Episode<float>&);
template void save_episode(StateWriter&, const Episode<double>&);
template Episode<float> load_episode(StateReader&);
template Episode<double> load_episode(StateReader&);
template class Experience<float>;
template class Experience<double>;

}  // namespace rlrun::learners::rgrl
