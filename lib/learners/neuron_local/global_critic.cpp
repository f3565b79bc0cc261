#include "lib/learners/neuron_local/global_critic.hpp"

namespace rlrun::learners::neuron_local {
namespace {

nn::MlpShape critic_shape(const NeuronLocalSetup& setup) {
  return {.input_size = setup.encoder.size(),
          .hidden_sizes = setup.options.watch.hidden,
          .output_size = 1,
          .side_size = setup.readout.size(),
          .side_layer = 1};
}

}  // namespace

template <class Scalar>
GlobalCritic<Scalar>::GlobalCritic(const NeuronLocalSetup& setup, RngKey key)
    : options_(setup.options.watch),
      discount_(static_cast<Scalar>(setup.options.discount)),
      observation_size_(setup.encoder.size()),
      action_size_(setup.readout.size()),
      mlp_(nn::Mlp::declare(layout_, "global_critic.", critic_shape(setup))),
      now_(layout_),
      target_(layout_),
      gradient_(layout_),
      optimiser_({.kind = nn::OptimiserKind::adam, .learning_rate = options_.learning_rate}, layout_.size()),
      pass_(mlp_, options_.batch_size),
      replay_(2 * observation_size_ + action_size_ + 2, options_.capacity),
      rng_(key.derive("replay")),
      records_(2 * observation_size_ + action_size_ + 2, options_.batch_size),
      next_(setup, options_.batch_size),
      next_actions_(action_size_, options_.batch_size),
      targets_(1, options_.batch_size),
      d_value_(1, options_.batch_size) {
  Rng initialisation_rng(key.derive("initialisation"));
  nn::initialise(mlp_, 0.0, initialisation_rng, now_);
  target_ = now_;
}

template <class Scalar>
void GlobalCritic<Scalar>::learn(const Network<Scalar>& network, const GlobalStep<Scalar>& step) {
  auto record = replay_.add();
  record.head(observation_size_) = step.observation;
  record.segment(observation_size_, action_size_) = step.action;
  record[observation_size_ + action_size_] = step.reward;
  record[observation_size_ + action_size_ + 1] = step.continues;
  record.tail(observation_size_) = step.next_observation;
  if (replay_.size() >= batch_size()) update(network);
}

/// L = 1/N sum_i (y_i - Q(s_i, a_i))^2
template <class Scalar>
void GlobalCritic<Scalar>::update(const Network<Scalar>& network) {
  replay_.sample(rng_, records_);
  const auto rewards = records_.row(observation_size_ + action_size_).array();
  const auto continues = records_.row(observation_size_ + action_size_ + 1).array();
  const auto next_observations = records_.bottomRows(observation_size_);
  next_.without_ones(0, batch_size()) = next_observations;
  network.act_as_target(next_, batch_size());
  next_actions_ = next_.without_ones(network.layers().size(), batch_size()).array().max(Scalar(-1)).min(Scalar(1));
  targets_ = rewards + discount_ * continues * pass_.forward(target_, next_observations, next_actions_).array();
  d_value_ =
      pass_.forward(now_, records_.topRows(observation_size_), records_.middleRows(observation_size_, action_size_));
  d_value_ -= targets_;
  d_value_ *= Scalar(2) / static_cast<Scalar>(batch_size());
  gradient_.flat().setZero();
  pass_.add_parameter_gradient(now_, d_value_, gradient_);
  optimiser_.step(gradient_.flat(), now_.flat());
  nn::check_finite(now_, "parameters");
  target_.flat() += static_cast<Scalar>(options_.target_rate) * (now_.flat() - target_.flat());
}

template <class Scalar>
MatrixView<Scalar> GlobalCritic<Scalar>::draw_observations() {
  replay_.sample(rng_, records_);
  return records_.topRows(observation_size_);
}

template <class Scalar>
MatrixView<Scalar> GlobalCritic<Scalar>::action_gradient(const MatrixView<Scalar>& observations,
                                                         const MatrixView<Scalar>& actions) {
  pass_.forward(now_, observations, actions);
  d_value_.setOnes();
  pass_.input_gradient(now_, d_value_);
  return pass_.d_side();
}

template <class Scalar>
void GlobalCritic<Scalar>::save(StateWriter& writer) const {
  writer.write_matrix<Scalar>("global_critic", now_.flat());
  writer.write_matrix<Scalar>("global_critic target", target_.flat());
  optimiser_.save(writer);
  replay_.save(writer);
  writer.write("global_critic rng", rng_);
}

template <class Scalar>
void GlobalCritic<Scalar>::load(StateReader& reader) {
  reader.read_into<Scalar>("global_critic", now_.flat());
  reader.read_into<Scalar>("global_critic target", target_.flat());
  optimiser_.load(reader);
  replay_.load(reader);
  rng_ = reader.read_rng("global_critic rng");
}

template class GlobalCritic<float>;
template class GlobalCritic<double>;

}  // namespace rlrun::learners::neuron_local
