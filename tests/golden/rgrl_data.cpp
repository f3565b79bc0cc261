#include "tests/golden/rgrl_data.hpp"

#include <map>

namespace rlrun::golden {

using learners::rgrl::Episode;
using learners::rgrl::Experience;
using learners::rgrl::RgrlOptions;
using learners::rgrl::WorldModel;

WorldModel world_model(const Json& config) {
  static const std::map<std::string, nn::CellKind> kinds = {
      {"rnn", nn::CellKind::rnn}, {"gru", nn::CellKind::gru}, {"lstm", nn::CellKind::lstm}};
  return WorldModel({.cell = kinds.at(config.at("neural_type")),
                     .state_size = config.at("state"),
                     .action_size = config.at("action"),
                     .reward_size = config.at("reward"),
                     .bias = config.at("bias")});
}

RgrlOptions rgrl_options(const Json& config, Index chunk) {
  RgrlOptions options;
  options.dropout = config.at("dropout");
  options.deduction.horizon = config.at("time");
  options.deduction.step_size = config.at("beta");
  options.learning.chunk = static_cast<int>(chunk);
  options.learning.loss = config.at("loss") == "mean_squared_error" ? nn::Loss::mse : nn::Loss::bce;
  options.optimiser.learning_rate = config.at("alpha");
  return options;
}

nn::Parameters<double> rgrl_parameters(const WorldModel& model, const Json& tensors) {
  nn::Parameters<double> parameters(model.layout);
  for (std::size_t id = 0; id < model.layout.tensors().size(); ++id) {
    parameters[static_cast<Index>(id)] = matrix(tensors.at(model.layout.tensors()[id].name));
  }
  return parameters;
}

void expect_no_memory_in_layer0(const Json& gradients) {
  EXPECT_TRUE(matrix(gradients.at("recurrent_layer.weight_hh_l0")).isZero(0.0));
}

Experience<double> rgrl_experience(const Json& dataset) {
  const Index chunk = dataset.at("action").at("shape").at(1);
  const Matrix<double> states = columns(dataset.at("state"));
  const Matrix<double> actions = columns(dataset.at("action"));
  const Matrix<double> rewards = columns(dataset.at("reward"));
  const Matrix<double> next_states = columns(dataset.at("next_state"));
  Experience<double> experience(chunk);
  for (Index sample = 0; sample < states.cols(); ++sample) {
    Episode<double> episode;
    episode.states.resize(states.rows(), chunk + 1);
    episode.states << states.col(sample), next_states.middleCols(sample * chunk, chunk);
    episode.actions = actions.middleCols(sample * chunk, chunk);
    episode.rewards = rewards.middleCols(sample * chunk, chunk);
    experience.add(std::move(episode));
  }
  return experience;
}

}  // namespace rlrun::golden
