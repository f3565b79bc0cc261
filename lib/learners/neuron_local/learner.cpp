#include "lib/learners/neuron_local/learner.hpp"

#include <algorithm>
#include <string>

#include "lib/learners/neuron_local/policy.hpp"

namespace rlrun::learners::neuron_local {
namespace {

Index most_columns(const NeuronLocalSetup& setup, Index num_envs) {
  const NeuronLocalOptions& options = setup.options;
  const Index replayed = options.learning == Learning::replay ? options.replay.batch_size : 0;
  const Index watched = options.watch.on ? options.watch.batch_size : 0;
  return std::max({num_envs, replayed, watched});
}

Index neuron_count(const NeuronLocalSetup& setup) { return noise_sigmas(setup).size(); }

/// A record of the replay buffer: what the first layer saw, what every layer put out, the reward, 1 or, where the
/// episode terminated, 0, and what the first layer saw next.
Index record_size(const NeuronLocalSetup& setup) { return 2 * setup.encoder.size() + neuron_count(setup) + 2; }

template <class Scalar>
Scalar continues(const TransitionBatch& transitions, Index column) {
  return transitions.terminated[static_cast<std::size_t>(column)] != 0 ? Scalar(0) : Scalar(1);
}

}  // namespace

template <class Scalar>
NeuronLocalLearner<Scalar>::NeuronLocalLearner(const NeuronLocalSetup& setup, RngKey key, Index num_envs)
    : setup_(setup),
      network_(setup, most_columns(setup, num_envs), num_envs, key.derive("initialisation")),
      exploration_(setup.options.exploration, noise_sigmas(setup), setup.readout.size(), num_envs,
                   key.derive("exploration")),
      replay_rng_(key.derive("replay")),
      means_(2 * network_.layers().size()),
      acted_(setup, num_envs),
      noise_(neuron_count(setup), num_envs),
      explores_(neuron_count(setup), num_envs),
      batch_(setup, most_columns(setup, num_envs)),
      next_(setup, most_columns(setup, num_envs)),
      records_(record_size(setup), setup.options.replay.batch_size),
      learns_(neuron_count(setup), setup.options.replay.batch_size),
      rewards_(1, most_columns(setup, num_envs)),
      continues_(1, most_columns(setup, num_envs)),
      statistics_(2 * network_.layers().size()) {
  if (setup.options.learning == Learning::replay) {
    replay_.emplace(record_size(setup), setup.options.replay.capacity);
  }
  if (setup.options.watch.on) {
    global_critic_.emplace(setup, key.derive("global critic"));
    agreement_.emplace(setup, global_critic_->batch_size());
    cosines_ = Vector<double>::Zero(neuron_count(setup));
  }
}

template <class Scalar>
void NeuronLocalLearner<Scalar>::begin_episode(Index slot, long episode, const VectorView<double>& /*observation*/) {
  exploration_.begin_episode(slot, episode);
  network_.begin_episode(slot);
}

template <class Scalar>
void NeuronLocalLearner<Scalar>::act(const MatrixView<double>& observations, std::span<const Index> slots,
                                     MutableMatrixView<double> actions) {
  const Index columns = observations.cols();
  const double share = noise_share(setup_.options.exploration.noise, steps_);
  setup_.encoder.template encode<Scalar>(observations, acted_.without_ones(0, columns));
  for (Index i = 0; i < columns; ++i) {
    const Index slot = slots[static_cast<std::size_t>(i)];
    exploration_.template advance<Scalar>(slot, share, noise_.col(i), explores_.col(i));
  }
  network_.act(acted_, noise_.leftCols(columns));
  const auto outputs = acted_.without_ones(network_.layers().size(), columns);
  for (Index i = 0; i < columns; ++i) {
    Rng& rng = exploration_.generator(slots[static_cast<std::size_t>(i)]);
    setup_.readout.template write<Scalar>(outputs.col(i), rng, actions.col(i));
  }
}

template <class Scalar>
void NeuronLocalLearner<Scalar>::observe(const TransitionBatch& transitions) {
  const Index columns = transitions.observations.cols();
  if (global_critic_.has_value()) watch(transitions);
  if (!replay_.has_value()) {
    learn_online(transitions);
    steps_ += columns;
    return;
  }
  for (Index column = 0; column < columns; ++column) {
    store(transitions, column);
    ++steps_;
    if (steps_ < setup_.options.replay.learning_starts) continue;
    for (int i = 0; i < setup_.options.replay.updates_per_step; ++i) learn_from_replay(column);
  }
}

/// The noise falls with the steps.
template <class Scalar>
void NeuronLocalLearner<Scalar>::skip(const TransitionBatch& transitions) {
  steps_ += transitions.observations.cols();
}

template <class Scalar>
void NeuronLocalLearner<Scalar>::learn_online(const TransitionBatch& transitions) {
  const Index columns = transitions.observations.cols();
  rewards_.leftCols(columns) = (setup_.options.reward_scale * transitions.rewards).transpose().template cast<Scalar>();
  for (Index i = 0; i < columns; ++i) continues_(0, i) = continues<Scalar>(transitions, i);
  setup_.encoder.template encode<Scalar>(transitions.next_observations, next_.without_ones(0, columns));
  learn({.activations = acted_,
         .next_activations = next_,
         .learns = explores_.leftCols(columns),
         .rewards = rewards_.leftCols(columns),
         .continues = continues_.leftCols(columns),
         .slots = transitions.slots});
}

template <class Scalar>
void NeuronLocalLearner<Scalar>::store(const TransitionBatch& transitions, Index column) {
  auto record = replay_->add();
  Index row = 0;
  for (std::size_t i = 0; i < acted_.values.size(); ++i) {
    const auto values = acted_.without_ones(i, acted_.values[i].cols()).col(column);
    record.segment(row, values.size()) = values;
    row += values.size();
  }
  record(row++) = static_cast<Scalar>(setup_.options.reward_scale * transitions.rewards[column]);
  record(row++) = continues<Scalar>(transitions, column);
  setup_.encoder.template encode<Scalar>(transitions.next_observations.col(column), record.tail(setup_.encoder.size()));
}

/// The neurons that explored in `column` of the step just taken learn, from whatever steps.
template <class Scalar>
void NeuronLocalLearner<Scalar>::learn_from_replay(Index column) {
  replay_->sample(replay_rng_, records_);
  const Index columns = records_.cols();
  Index row = 0;
  for (std::size_t i = 0; i < batch_.values.size(); ++i) {
    auto values = batch_.without_ones(i, columns);
    values = records_.middleRows(row, values.rows());
    row += values.rows();
  }
  rewards_.leftCols(columns) = records_.row(row);
  continues_.leftCols(columns) = records_.row(row + 1);
  next_.without_ones(0, columns) = records_.bottomRows(setup_.encoder.size());
  learns_.colwise() = explores_.col(column);
  learn({.activations = batch_,
         .next_activations = next_,
         .learns = learns_,
         .rewards = rewards_.leftCols(columns),
         .continues = continues_.leftCols(columns),
         .slots = {}});
}

template <class Scalar>
void NeuronLocalLearner<Scalar>::learn(const NetworkSteps<Scalar>& steps) {
  const ActorOptions& actor = setup_.options.actor;
  network_.set_rate_share(linear_share(actor.final_share, actor.decay_steps, steps_));
  network_.act_as_target(next_, steps.rewards.cols());
  network_.learn(steps);
  std::size_t next = 0;
  for (const LayerStatistics& layer : network_.statistics()) {
    statistics_[next++] = layer.value;
    statistics_[next++] = layer.td_error;
  }
  means_.add(statistics_);
}

/// What was done in the step just taken, before anything is learned from it.
template <class Scalar>
void NeuronLocalLearner<Scalar>::watch(const TransitionBatch& transitions) {
  const Index columns = transitions.observations.cols();
  auto next_observations = next_.without_ones(0, columns);
  setup_.encoder.template encode<Scalar>(transitions.next_observations, next_observations);
  bool ended = false;
  for (Index i = 0; i < columns; ++i) {
    const auto index = static_cast<std::size_t>(i);
    global_critic_->learn(network_,
                          {.observation = acted_.without_ones(0, columns).col(i),
                           .action = acted_.without_ones(network_.layers().size(), columns).col(i),
                           .reward = static_cast<Scalar>(setup_.options.reward_scale * transitions.rewards[i]),
                           .continues = continues<Scalar>(transitions, i),
                           .next_observation = next_observations.col(i)});
    ended = ended || transitions.terminated[index] != 0 || transitions.truncated[index] != 0;
  }
  if (ended) compare_gradients();
}

template <class Scalar>
void NeuronLocalLearner<Scalar>::compare_gradients() {
  const auto observations = global_critic_->draw_observations();
  const auto actions = agreement_->act(network_, observations);
  agreement_->compare(network_, global_critic_->action_gradient(observations, actions), cosines_);
}

template <class Scalar>
std::vector<double> NeuronLocalLearner<Scalar>::take_diagnostics() {
  std::vector<double> values = means_.take();
  if (!values.empty()) values.insert(values.end(), cosines_.begin(), cosines_.end());
  return values;
}

template <class Scalar>
std::unique_ptr<Policy> NeuronLocalLearner<Scalar>::snapshot(RngKey /*key*/, Index num_envs) const {
  return std::make_unique<NeuronLocalPolicy<Scalar>>(setup_, network_, num_envs);
}

template <class Scalar>
std::vector<std::string> NeuronLocalLearner<Scalar>::diagnostic_names() const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < network_.layers().size(); ++i) {
    names.push_back("value_l" + std::to_string(i));
    names.push_back("td_error_l" + std::to_string(i));
  }
  if (!global_critic_.has_value()) return names;
  for (std::size_t i = 0; i < network_.layers().size(); ++i) {
    for (Index n = 0; n < network_.layers()[i].neurons(); ++n) {
      names.push_back("cosine_l" + std::to_string(i) + "_n" + std::to_string(n));
    }
  }
  return names;
}

template <class Scalar>
void NeuronLocalLearner<Scalar>::save(StateWriter& writer) const {
  network_.save(writer);
  exploration_.save(writer);
  if (replay_.has_value()) replay_->save(writer);
  writer.write("replay_rng", replay_rng_);
  if (global_critic_.has_value()) {
    global_critic_->save(writer);
    writer.write_matrix<double>("cosines", cosines_);
  }
  means_.save(writer);
  writer.write("steps", steps_);
}

template <class Scalar>
void NeuronLocalLearner<Scalar>::load(StateReader& reader) {
  network_.load(reader);
  exploration_.load(reader);
  if (replay_.has_value()) replay_->load(reader);
  replay_rng_ = reader.read_rng("replay_rng");
  if (global_critic_.has_value()) {
    global_critic_->load(reader);
    reader.read_into<double>("cosines", cosines_);
  }
  means_.load(reader);
  steps_ = reader.read_count("steps");
}

template class NeuronLocalLearner<float>;
template class NeuronLocalLearner<double>;

}  // namespace rlrun::learners::neuron_local
