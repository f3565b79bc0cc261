#include "lib/learners/baselines/ddpg/agent.hpp"

#include <utility>

namespace rlrun::learners::ddpg {
namespace {

template <class Scalar>
nn::Parameters<Scalar> initial_parameters(const nn::ParameterLayout& layout, const nn::Mlp& mlp, double output_bound,
                                          RngKey key) {
  nn::Parameters<Scalar> parameters(layout);
  Rng rng(key);
  nn::initialise(mlp, output_bound, rng, parameters);
  return parameters;
}

}  // namespace

template <class Scalar>
Agent<Scalar>::Agent(std::shared_ptr<const DdpgSetup> setup, Index most_columns, RngKey initialisation_key)
    : setup_(std::move(setup)),
      rows_{.observation_size = setup_->observation_map.size(), .action_size = setup_->action_map.size()},
      actor_(initial_parameters<Scalar>(setup_->actor_layout, setup_->actor, setup_->options.actor.output_bound,
                                        initialisation_key.derive("actor"))),
      critic_(initial_parameters<Scalar>(setup_->critic_layout, setup_->critic, setup_->options.critic.output_bound,
                                         initialisation_key.derive("critic"))),
      target_actor_(actor_),
      target_critic_(critic_),
      d_actor_(setup_->actor_layout),
      d_critic_(setup_->critic_layout),
      actor_optimiser_(setup_->options.actor.optimiser, setup_->actor_layout.size()),
      critic_optimiser_(setup_->options.critic.optimiser, setup_->critic_layout.size()),
      actor_pass_(setup_->actor, most_columns),
      critic_pass_(setup_->critic, most_columns),
      targets_(1, most_columns),
      d_value_(1, most_columns) {}

template <class Scalar>
MatrixView<Scalar> Agent<Scalar>::act(const MatrixView<Scalar>& observations) {
  return actor_pass_.forward(actor_, observations);
}

template <class Scalar>
UpdateStatistics Agent<Scalar>::update(const MatrixView<Scalar>& records) {
  const UpdateStatistics statistics = update_critic(records);
  update_actor(records);
  nn::check_finite(critic_, "parameters");
  nn::check_finite(actor_, "parameters");
  approach(target_critic_, critic_, setup_->options.target_rate);
  approach(target_actor_, actor_, setup_->options.target_rate);
  return statistics;
}

/// y = r + gamma Q'(s', mu'(s')), and y = r where the episode terminated.
template <class Scalar>
void Agent<Scalar>::compute_targets(const MatrixView<Scalar>& records) {
  const auto next_observations = rows_.next_observation(records);
  const auto next_actions = actor_pass_.forward(target_actor_, next_observations);
  const auto next_values = critic_pass_.forward(target_critic_, next_observations, next_actions);
  const auto discount = static_cast<Scalar>(setup_->options.discount);
  targets_.leftCols(records.cols()) =
      rows_.reward(records).array() + discount * rows_.continues(records).array() * next_values.array();
}

template <class Scalar>
UpdateStatistics Agent<Scalar>::evaluate(const MatrixView<Scalar>& records) {
  compute_targets(records);
  const auto values = critic_pass_.forward(critic_, rows_.observation(records), rows_.action(records));
  auto errors = d_value_.leftCols(records.cols());
  errors = values - targets_.leftCols(records.cols());
  return {.critic_loss = static_cast<double>(errors.array().square().mean()),
          .value = static_cast<double>(values.mean())};
}

template <class Scalar>
UpdateStatistics Agent<Scalar>::update_critic(const MatrixView<Scalar>& records) {
  const UpdateStatistics statistics = evaluate(records);
  // L = 1/N sum_i (y_i - Q(s_i, a_i))^2; evaluate left Q - y behind
  auto d_value = d_value_.leftCols(records.cols());
  d_value *= Scalar(2) / static_cast<Scalar>(records.cols());
  d_critic_.flat().setZero();
  critic_pass_.add_parameter_gradient(critic_, d_value, d_critic_);
  critic_optimiser_.step(d_critic_.flat(), critic_.flat());
  return statistics;
}

template <class Scalar>
double Agent<Scalar>::value(const MatrixView<Scalar>& record) {
  return static_cast<double>(critic_pass_.forward(critic_, rows_.observation(record), rows_.action(record))(0, 0));
}

template <class Scalar>
void Agent<Scalar>::restart_actor(RngKey initialisation_key) {
  actor_ = initial_parameters<Scalar>(setup_->actor_layout, setup_->actor, setup_->options.actor.output_bound,
                                      initialisation_key);
  target_actor_ = actor_;
  actor_optimiser_ = nn::Optimiser<Scalar>(setup_->options.actor.optimiser, setup_->actor_layout.size());
}

template <class Scalar>
void Agent<Scalar>::update_actor(const MatrixView<Scalar>& records) {
  const auto observations = rows_.observation(records);
  const auto actions = actor_pass_.forward(actor_, observations);
  critic_pass_.forward(critic_, observations, actions);
  // L = -1/N sum_i Q(s_i, mu(s_i))
  auto d_value = d_value_.leftCols(records.cols());
  d_value.setConstant(Scalar(-1) / static_cast<Scalar>(records.cols()));
  critic_pass_.input_gradient(critic_, d_value);
  d_actor_.flat().setZero();
  actor_pass_.add_parameter_gradient(actor_, critic_pass_.d_side(), d_actor_);
  actor_optimiser_.step(d_actor_.flat(), actor_.flat());
}

template <class Scalar>
void Agent<Scalar>::save(StateWriter& writer) const {
  writer.write_matrix<Scalar>("actor", actor_.flat());
  writer.write_matrix<Scalar>("critic", critic_.flat());
  writer.write_matrix<Scalar>("target_actor", target_actor_.flat());
  writer.write_matrix<Scalar>("target_critic", target_critic_.flat());
  actor_optimiser_.save(writer);
  critic_optimiser_.save(writer);
}

template <class Scalar>
void Agent<Scalar>::load(StateReader& reader) {
  reader.read_into<Scalar>("actor", actor_.flat());
  reader.read_into<Scalar>("critic", critic_.flat());
  reader.read_into<Scalar>("target_actor", target_actor_.flat());
  reader.read_into<Scalar>("target_critic", target_critic_.flat());
  actor_optimiser_.load(reader);
  critic_optimiser_.load(reader);
}

template class Agent<float>;
template class Agent<double>;

}  // namespace rlrun::learners::ddpg
