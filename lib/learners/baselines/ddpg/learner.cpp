#include "lib/learners/baselines/ddpg/learner.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "lib/learners/baselines/ddpg/policy.hpp"

namespace rlrun::learners::ddpg {
namespace {

Vector<double> noise_sigmas(const DdpgSetup& setup) {
  return Vector<double>::Constant(setup.action_map.size(), setup.options.noise.sigma);
}

}  // namespace

template <class Scalar>
DdpgLearner<Scalar>::DdpgLearner(std::shared_ptr<const DdpgSetup> setup, RngKey key, Index num_envs)
    : setup_(std::move(setup)),
      rows_{.observation_size = setup_->observation_map.size(), .action_size = setup_->action_map.size()},
      agent_(setup_, std::max<Index>(num_envs, setup_->options.batch_size), key.derive("initialisation")),
      noise_(setup_->options.noise, noise_sigmas(*setup_), num_envs, key.derive("exploration")),
      replay_(rows_.size(), setup_->options.replay_capacity),
      replay_rng_(key.derive("replay")),
      means_(2),
      observations_(rows_.observation_size, num_envs),
      action_(rows_.action_size),
      record_(rows_.size(), 1),
      batch_(rows_.size(), setup_->options.batch_size) {
  if (setup_->options.sub_critics.on) {
    experiment_one_.emplace(setup_, setup_->options.batch_size, num_envs, key.derive("experiment one"));
  }
}

template <class Scalar>
void DdpgLearner<Scalar>::begin_episode(Index slot, long episode, const VectorView<double>& /*observation*/) {
  noise_.begin_episode(slot, episode);
  if (experiment_one_.has_value()) experiment_one_->begin_episode(slot);
}

template <class Scalar>
void DdpgLearner<Scalar>::act(const MatrixView<double>& observations, std::span<const Index> slots,
                              MutableMatrixView<double> actions) {
  auto scaled = observations_.leftCols(observations.cols());
  setup_->observation_map.to_unit<Scalar>(observations, scaled);
  const auto unit_actions = agent_.act(scaled);
  const double share = noise_share(setup_->options.noise, steps_);
  for (Index i = 0; i < actions.cols(); ++i) {
    const auto noise = noise_.advance(slots[static_cast<std::size_t>(i)]);
    action_ = unit_actions.col(i) + (share * noise).template cast<Scalar>();
    setup_->action_map.from_unit<Scalar>(action_, actions.col(i));
  }
}

template <class Scalar>
void DdpgLearner<Scalar>::observe(const TransitionBatch& transitions) {
  for (Index column = 0; column < transitions.observations.cols(); ++column) {
    store(transitions, column);
    if (experiment_one_.has_value()) watch(transitions, column);
    ++steps_;
    if (steps_ < setup_->options.learning_starts) continue;
    for (int i = 0; i < setup_->options.updates_per_step; ++i) learn();
  }
}

/// The noise falls with the steps.
template <class Scalar>
void DdpgLearner<Scalar>::skip(const TransitionBatch& transitions) {
  steps_ += transitions.observations.cols();
}

template <class Scalar>
void DdpgLearner<Scalar>::store(const TransitionBatch& transitions, Index column) {
  auto record = record_.col(0);
  setup_->observation_map.to_unit<Scalar>(transitions.observations.col(column), rows_.observation(record));
  setup_->action_map.to_unit<Scalar>(transitions.actions.col(column), rows_.action(record));
  const bool terminated = transitions.terminated[static_cast<std::size_t>(column)] != 0;
  rows_.reward(record).setConstant(static_cast<Scalar>(setup_->options.reward_scale * transitions.rewards[column]));
  rows_.continues(record).setConstant(terminated ? Scalar(0) : Scalar(1));
  setup_->observation_map.to_unit<Scalar>(transitions.next_observations.col(column), rows_.next_observation(record));
  replay_.add() = record;
}

template <class Scalar>
void DdpgLearner<Scalar>::watch(const TransitionBatch& transitions, Index column) {
  const auto index = static_cast<std::size_t>(column);
  experiment_one_->observe(transitions.slots[index], agent_, record_);
  if (transitions.terminated[index] != 0 || transitions.truncated[index] != 0) {
    experiment_one_->end_episode(transitions.slots[index], agent_);
  }
}

template <class Scalar>
void DdpgLearner<Scalar>::learn() {
  replay_.sample(replay_rng_, batch_);
  const bool frozen = experiment_one_.has_value() && experiment_one_->in_phase_two();
  const UpdateStatistics statistics = frozen ? agent_.evaluate(batch_) : agent_.update(batch_);
  if (experiment_one_.has_value()) experiment_one_->learn(agent_, batch_);
  means_.add(std::array{statistics.critic_loss, statistics.value});
}

template <class Scalar>
std::vector<std::string> DdpgLearner<Scalar>::diagnostic_names() const {
  std::vector<std::string> names = {"critic_loss", "value"};
  if (!experiment_one_.has_value()) return names;
  for (const std::string& name : experiment_one_->diagnostic_names()) names.push_back(name);
  return names;
}

template <class Scalar>
std::vector<double> DdpgLearner<Scalar>::take_diagnostics() {
  std::vector<double> values = means_.take();
  if (values.empty() || !experiment_one_.has_value()) return values;
  const Vector<double>& correlations = experiment_one_->correlations();
  values.insert(values.end(), correlations.begin(), correlations.end());
  return values;
}

template <class Scalar>
std::unique_ptr<Policy> DdpgLearner<Scalar>::snapshot(RngKey /*key*/, Index num_envs) const {
  return std::make_unique<DdpgPolicy<Scalar>>(setup_, agent_.actor(), num_envs);
}

template <class Scalar>
void DdpgLearner<Scalar>::save(StateWriter& writer) const {
  agent_.save(writer);
  noise_.save(writer);
  replay_.save(writer);
  if (experiment_one_.has_value()) experiment_one_->save(writer);
  writer.write("replay_rng", replay_rng_);
  means_.save(writer);
  writer.write("steps", steps_);
}

template <class Scalar>
void DdpgLearner<Scalar>::load(StateReader& reader) {
  agent_.load(reader);
  noise_.load(reader);
  replay_.load(reader);
  if (experiment_one_.has_value()) experiment_one_->load(reader);
  replay_rng_ = reader.read_rng("replay_rng");
  means_.load(reader);
  steps_ = reader.read_count("steps");
}

template class DdpgLearner<float>;
template class DdpgLearner<double>;

}  // namespace rlrun::learners::ddpg
