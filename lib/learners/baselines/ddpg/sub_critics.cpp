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
      pass_(setup_->actor, most_columns) {
  const SubCriticOptions& options = setup_->options.sub_critics;
  Index values = 0;
  for (std::size_t i = 0; i < setup_->actor.layers.size(); ++i) {
    const nn::Dense& dense = setup_->actor.layers[i];
    const Index inputs = dense.input_size;
    const Index neurons = dense.output_size;
    const std::string name = "layer " + std::to_string(i);
    critics_.push_back({Critic(name + " neurons", critic_shape(options, inputs + 1, neurons), most_columns, 0),
                        Critic(name + " whole", critic_shape(options, inputs + neurons + 1, 1), most_columns, 0)});
    sights_.push_back({.input = Matrix<Scalar>::Ones(inputs + 1, most_columns),
                       .output = Matrix<Scalar>::Zero(neurons, most_columns),
                       .layer_input = Matrix<Scalar>::Ones(inputs + neurons + 1, most_columns),
                       .layer_output = Matrix<Scalar>::Zero(1, most_columns)});
    neuron_targets_.emplace_back(neurons, most_columns);
    layer_targets_.emplace_back(1, most_columns);
    values += neurons + 1;
  }
  values_.resize(values);
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

/// r + gamma Q'(v', alpha') of every critic, v' and alpha' by the target actor.
template <class Scalar>
void SubCritics<Scalar>::compute_targets(const nn::Parameters<Scalar>& target_actor,
                                         const MatrixView<Scalar>& records) {
  const Index columns = records.cols();
  const auto discount = static_cast<Scalar>(setup_->options.sub_critics.discount);
  const auto rewards = rows_.reward(records).array().row(0);
  const auto continues = rows_.continues(records).array().row(0);
  const auto next_actions = pass_.forward(target_actor, rows_.next_observation(records));
  look(pass_, next_actions);
  for (std::size_t i = 0; i < sights_.size(); ++i) {
    const Sight& sight = sights_[i];
    auto neuron_targets = neuron_targets_[i].leftCols(columns);
    neuron_targets = critics_[i].neurons.target_value(sight.input.leftCols(columns), sight.output.leftCols(columns));
    auto layer_targets = layer_targets_[i].leftCols(columns);
    layer_targets =
        critics_[i].layer.target_value(sight.layer_input.leftCols(columns), sight.layer_output.leftCols(columns));
    for (auto* targets : {&neuron_targets, &layer_targets}) {
      targets->array().rowwise() *= discount * continues;
      targets->array().rowwise() += rewards;
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

template <class Scalar>
void SubCritics<Scalar>::update(const Agent<Scalar>& agent, const MatrixView<Scalar>& records) {
  const Index columns = records.cols();
  compute_targets(agent.target_actor(), records);
  pass_.forward(agent.actor(), rows_.observation(records));
  look(pass_, rows_.action(records));
  for (std::size_t i = 0; i < sights_.size(); ++i) {
    const Sight& sight = sights_[i];
    learn(critics_[i].neurons, sight.input.leftCols(columns), sight.output.leftCols(columns), neuron_targets_[i]);
    learn(critics_[i].layer, sight.layer_input.leftCols(columns), sight.layer_output.leftCols(columns),
          layer_targets_[i]);
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
}

template <class Scalar>
void SubCritics<Scalar>::load(StateReader& reader) {
  for (LayerCritics& critics : critics_) {
    critics.neurons.load(reader);
    critics.layer.load(reader);
  }
}

template class SubCritics<float>;
template class SubCritics<double>;

}  // namespace rlrun::learners::ddpg
