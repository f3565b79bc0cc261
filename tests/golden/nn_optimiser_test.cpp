#include <stdexcept>
#include <string>

#include "lib/nn/optimiser.hpp"
#include "lib/nn/parameters.hpp"
#include "tests/golden/golden_data.hpp"

namespace rlrun::nn {
namespace {

/// "adam_wd" is adam: what else the name says stands in the config, too.
OptimiserKind optimiser_kind(const std::string& operation) {
  for (const auto& [name, kind] : optimiser_names()) {
    if (operation.substr(0, operation.find('_')) == name) return kind;
  }
  throw std::runtime_error("no optimiser " + operation);
}

OptimiserOptions optimiser_options(const golden::Json& file) {
  const golden::Json& config = file.at("config");
  OptimiserOptions options;
  options.kind = optimiser_kind(file.at("op"));
  options.learning_rate = config.at("lr");
  options.momentum = config.value("momentum", options.momentum);
  options.nesterov = config.value("nesterov", options.nesterov);
  options.alpha = config.value("alpha", options.alpha);
  options.epsilon = config.value("eps", options.epsilon);
  options.weight_decay = config.value("weight_decay", options.weight_decay);
  if (config.contains("betas")) {
    options.beta1 = config.at("betas").at(0);
    options.beta2 = config.at("betas").at(1);
  }
  return options;
}

Parameters<double> read_parameters(const ParameterLayout& layout, const golden::Json& tensors) {
  Parameters<double> result(layout);
  for (std::size_t id = 0; id < layout.tensors().size(); ++id) {
    result[static_cast<Index>(id)] = golden::matrix(tensors.at(layout.tensors()[id].name));
  }
  return result;
}

/// PyTorch's name of a running mean in the optimiser's terms.
const Vector<double>& moment(const Optimiser<double>& optimiser, const std::string& name) {
  if (name == "exp_avg" || name == "momentum_buffer") return optimiser.first_moment();
  if (name == "exp_avg_sq" || name == "square_avg") return optimiser.second_moment();
  throw std::runtime_error("unknown optimiser state " + name);
}

void compare_state(const Optimiser<double>& optimiser, const ParameterLayout& layout, const golden::Json& expected) {
  for (std::size_t id = 0; id < layout.tensors().size(); ++id) {
    for (const auto& [name, value] : expected.at(layout.tensors()[id].name).items()) {
      SCOPED_TRACE(layout.tensors()[id].name + " " + name);
      if (name == "step") {
        EXPECT_EQ(static_cast<double>(optimiser.steps()), value.get<double>());
        continue;
      }
      Parameters<double> moments(layout);
      ASSERT_EQ(moment(optimiser, name).size(), layout.size());
      moments.flat() = moment(optimiser, name);
      EXPECT_TRUE(golden::close(moments[static_cast<Index>(id)], golden::matrix(value)));
    }
  }
}

TEST(GoldenOptimiser, ParametersAndStateAfterEveryStep) {
  for (const auto& path : golden::files("nn", "opt_")) {
    const golden::Json file = golden::read_json(path);
    ParameterLayout layout;
    for (const auto& [name, tensor] : file.at("params_initial").items()) {
      const Matrix<double> values = golden::matrix(tensor);
      layout.add(name, values.rows(), values.cols());
    }
    Parameters<double> parameters = read_parameters(layout, file.at("params_initial"));
    Optimiser<double> optimiser(optimiser_options(file), layout.size());
    ASSERT_FALSE(file.at("steps").empty());
    for (const golden::Json& step : file.at("steps")) {
      SCOPED_TRACE(path.string() + " after step " + std::to_string(optimiser.steps() + 1));
      optimiser.step(read_parameters(layout, step.at("grads")).flat(), parameters.flat());
      EXPECT_TRUE(golden::close(parameters.flat(), read_parameters(layout, step.at("params_after")).flat()));
      if (step.contains("state_after")) compare_state(optimiser, layout, step.at("state_after"));
    }
  }
}

}  // namespace
}  // namespace rlrun::nn
