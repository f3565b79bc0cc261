#include "lib/learners/baselines/ddpg/sub_critics.hpp"

#include <utility>

namespace rlrun::learners::ddpg {
namespace {

neuron_local::CriticShape critic_shape(const SubCriticOptions& options, Index inputs, Index neurons) {
  const neuron_local::WeightOptions weights = {
      .optimiser = nn::OptimiserKind::adam, .learning_rate = options.learning_rate, .target_rate = options.target_rate};
  return {.kind = options.kind, .inputs = inputs, .neurons = neurons, .slope = weights, .value = weights};
}

}  // namespace

template <class Scalar>
SubCritics<Scalar>::SubCritics(std::shared_ptr<const DdpgSetup> setup, Index most_columns)
    : setup_(std::move(setup)),
      rows_{.observation_size = setup_->observation_map.size(), .action_size = setup_->action_map.size()},
      pass_(setup_->actor, most_columns),
      sights_(make_sights(most_columns)),
      last_sights_(make_sights(1)),
      last_reward_(Matrix<Scalar>::Zero(1, 1)),
      goes_on_(Matrix<Scalar>::Ones(1, 1)) {
  const SubCriticOptions& options = setup_->options.sub_critics;
  Index values = 0;
  for (std::size_t i = 0; i < setup_->actor.layers.size(); ++i) {
    const nn::Dense& dense = setup_->actor.layers[i];
    const Index inputs = dense.input_size;
    const Index neurons = dense.output_size;
    const std::string name = "layer " + std::to_string(i);
    critics_.push_back({Critic(name + " neurons", critic_shape(options, inputs + 1, neurons), most_columns, 0),
                        Critic(name + " whole", critic_shape(options, inputs + neurons + 1, 1), most_columns, 0)});
    neuron_targets_.emplace_back(neurons, most_columns);
    layer_targets_.emplace_back(1, most_columns);
    values += neurons + 1;
  }
  values_.resize(values);
}

template <class Scalar>
auto SubCritics<Scalar>::make_sights(Index columns) const -> std::vector<Sight> {
  std::vector<Sight> sights;
  for (const nn::Dense& dense : setup_->actor.layers) {
    sights.push_back({.input = Matrix<Scalar>::Ones(dense.input_size + 1, columns),
                      .output = Matrix<Scalar>::Zero(dense.output_size, columns),
                      .layer_input = Matrix<Scalar>::Ones(dense.input_size + dense.output_size + 1, columns),
                      .layer_output = Matrix<Scalar>::Zero(1, columns)});
  }
  return sights;
}

template <class Scalar>
std::vector<std::string> SubCritics<Scalar>::names() const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < setup_->actor.layers.size(); ++i) {
    const std::string layer = "l" + std::to_string(i);
    for (Index n = 0; n < setup_->actor.layers[i].output_size; ++n) names.push_back(layer + "_n" + std::to_string(n));
    names.push_back(layer);
  }
  return names;
}

template <class Scalar>
void SubCritics<Scalar>::look(const nn::MlpPass<Scalar>& pass, const MatrixView<Scalar>& actions) {
  const Index columns = actions.cols();
  for (std::size_t i = 0; i < sights_.size(); ++i) {
    Sight& sight = sights_[i];
    const auto input = pass.inputs(i);
    const MatrixView<Scalar> output = i + 1 < sights_.size() ? pass.activations(i) : actions;
    sight.input.topLeftCorner(input.rows(), columns) = input;
    sight.output.leftCols(columns) = output;
    sight.layer_input.topLeftCorner(input.rows(), columns) = input;
    sight.layer_input.block(input.rows(), 0, output.rows(), columns) = output;
  }
}

/// r + gamma Q'(v', alpha') of every critic; v' and alpha' are what sights_ hold. Both arguments: (1 x B).
template <class Scalar>
void SubCritics<Scalar>::compute_targets(const MatrixView<Scalar>& rewards, const MatrixView<Scalar>& continues) {
  const Index columns = rewards.cols();
  const auto discount = static_cast<Scalar>(setup_->options.sub_critics.discount);
  for (std::size_t i = 0; i < sights_.size(); ++i) {
    const Sight& sight = sights_[i];
    auto neuron_targets = neuron_targets_[i].leftCols(columns);
    neuron_targets = critics_[i].neurons.target_value(sight.input.leftCols(columns), sight.output.leftCols(columns));
    auto layer_targets = layer_targets_[i].leftCols(columns);
    layer_targets =
        critics_[i].layer.target_value(sight.layer_input.leftCols(columns), sight.layer_output.leftCols(columns));
    for (auto* targets : {&neuron_targets, &layer_targets}) {
      targets->array().rowwise() *= discount * continues.array().row(0);
      targets->array().rowwise() += rewards.array().row(0);
    }
  }
}

/// targets: those of the critic, replaced by its TD errors.
template <class Scalar>
void SubCritics<Scalar>::learn(Critic& critic, const MatrixView<Scalar>& input, const MatrixView<Scalar>& output,
                               Matrix<Scalar>& targets) {
  const neuron_local::NeuronSteps<Scalar> steps = {input, output, output, output};
  auto errors = targets.leftCols(input.cols());
  errors -= critic.value(steps);
  critic.learn(steps, errors);
}

/// Towards the targets.
template <class Scalar>
void SubCritics<Scalar>::learn_from(const std::vector<Sight>& sights, Index columns) {
  for (std::size_t i = 0; i < sights.size(); ++i) {
    const Sight& sight = sights[i];
    learn(critics_[i].neurons, sight.input.leftCols(columns), sight.output.leftCols(columns), neuron_targets_[i]);
    learn(critics_[i].layer, sight.layer_input.leftCols(columns), sight.layer_output.leftCols(columns),
          layer_targets_[i]);
  }
}

template <class Scalar>
void SubCritics<Scalar>::update(const Agent<Scalar>& agent, const MatrixView<Scalar>& records) {
  look(pass_, pass_.forward(agent.target_actor(), rows_.next_observation(records)));
  compute_targets(rows_.reward(records), rows_.continues(records));
  pass_.forward(agent.actor(), rows_.observation(records));
  look(pass_, rows_.action(records));
  learn_from(sights_, records.cols());
}

template <class Scalar>
void SubCritics<Scalar>::follow(const MatrixView<Scalar>& record) {
  if (follows_) {
    compute_targets(last_reward_, goes_on_);
    learn_from(last_sights_, 1);
  }
  follows_ = rows_.continues(record)(0, 0) != Scalar(0);
  if (!follows_) {
    compute_targets(rows_.reward(record), rows_.continues(record));
    learn_from(sights_, 1);
    return;
  }
  last_reward_ = rows_.reward(record);
  for (std::size_t i = 0; i < sights_.size(); ++i) {
    last_sights_[i].input = sights_[i].input.leftCols(1);
    last_sights_[i].output = sights_[i].output.leftCols(1);
    last_sights_[i].layer_input = sights_[i].layer_input.leftCols(1);
  }
}

template <class Scalar>
VectorView<double> SubCritics<Scalar>::values(const Agent<Scalar>& agent, const MatrixView<Scalar>& record) {
  pass_.forward(agent.actor(), rows_.observation(record));
  look(pass_, rows_.action(record));
  Index next = 0;
  for (std::size_t i = 0; i < sights_.size(); ++i) {
    const Sight& sight = sights_[i];
    const auto value = [&](Critic& critic, const MatrixView<Scalar>& input, const MatrixView<Scalar>& output) {
      const auto values = critic.value({input, output, output, output});
      values_.segment(next, values.rows()) = values.col(0).template cast<double>();
      next += values.rows();
    };
    value(critics_[i].neurons, sight.input.leftCols(1), sight.output.leftCols(1));
    value(critics_[i].layer, sight.layer_input.leftCols(1), sight.layer_output.leftCols(1));
  }
  return values_;
}

template <class Scalar>
void SubCritics<Scalar>::save(StateWriter& writer) const {
  for (const LayerCritics& critics : critics_) {
    critics.neurons.save(writer);
    critics.layer.save(writer);
  }
  for (const Sight& sight : last_sights_) {
    writer.write_matrix<Scalar>("last_input", sight.input);
    writer.write_matrix<Scalar>("last_output", sight.output);
    writer.write_matrix<Scalar>("last_layer_input", sight.layer_input);
  }
  writer.write_matrix<Scalar>("last_reward", last_reward_);
  writer.write("follows", static_cast<std::int64_t>(follows_));
}

template <class Scalar>
void SubCritics<Scalar>::load(StateReader& reader) {
  for (LayerCritics& critics : critics_) {
    critics.neurons.load(reader);
    critics.layer.load(reader);
  }
  for (Sight& sight : last_sights_) {
    reader.read_into<Scalar>("last_input", sight.input);
    reader.read_into<Scalar>("last_output", sight.output);
    reader.read_into<Scalar>("last_layer_input", sight.layer_input);
  }
  reader.read_into<Scalar>("last_reward", last_reward_);
  follows_ = reader.read_flag("follows");
}

template class SubCritics<float>;
template class SubCritics<double>;

}  // namespace rlrun::learners::ddpg
