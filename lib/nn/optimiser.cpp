#include "lib/nn/optimiser.hpp"

#include <array>
#include <cmath>

#include "lib/nn/parameter_io.hpp"

namespace rlrun::nn {
namespace {

/// The gradient with the L2 penalty's, as an array expression.
template <class Scalar>
auto penalised(const Vector<Scalar>& gradient, const Vector<Scalar>& parameters, double weight_decay) {
  return gradient.array() + static_cast<Scalar>(weight_decay) * parameters.array();
}

}  // namespace

std::span<const std::pair<std::string_view, OptimiserKind>> optimiser_names() {
  static constexpr std::array<std::pair<std::string_view, OptimiserKind>, 3> names = {
      {{"sgd", OptimiserKind::sgd}, {"adam", OptimiserKind::adam}, {"rmsprop", OptimiserKind::rmsprop}}};
  return names;
}

template <class Scalar>
Optimiser<Scalar>::Optimiser(const OptimiserOptions& options, Index size) : options_(options) {
  const bool adam = options.kind == OptimiserKind::adam;
  const bool sgd = options.kind == OptimiserKind::sgd;
  first_moment_.setZero(adam || options.momentum != 0.0 ? size : 0);
  second_moment_.setZero(sgd ? 0 : size);
}

template <class Scalar>
void Optimiser<Scalar>::step(const Vector<Scalar>& gradient, Vector<Scalar>& parameters) {
  ++steps_;
  switch (options_.kind) {
    case OptimiserKind::sgd:
      return step_sgd(gradient, parameters);
    case OptimiserKind::adam:
      return step_adam(gradient, parameters);
    case OptimiserKind::rmsprop:
      return step_rmsprop(gradient, parameters);
  }
}

template <class Scalar>
void Optimiser<Scalar>::step_sgd(const Vector<Scalar>& gradient, Vector<Scalar>& parameters) {
  const auto rate = static_cast<Scalar>(options_.learning_rate);
  const auto momentum = static_cast<Scalar>(options_.momentum);
  const auto g = penalised(gradient, parameters, options_.weight_decay);
  if (first_moment_.size() == 0) {
    parameters.array() -= rate * g;
    return;
  }
  auto buffer = first_moment_.array();
  buffer = momentum * buffer + g;
  if (options_.nesterov) {
    parameters.array() -= rate * (g + momentum * buffer);
  } else {
    parameters.array() -= rate * buffer;
  }
}

template <class Scalar>
void Optimiser<Scalar>::step_adam(const Vector<Scalar>& gradient, Vector<Scalar>& parameters) {
  const auto beta1 = static_cast<Scalar>(options_.beta1);
  const auto beta2 = static_cast<Scalar>(options_.beta2);
  const auto epsilon = static_cast<Scalar>(options_.epsilon);
  const double correction1 = 1.0 - std::pow(options_.beta1, static_cast<double>(steps_));
  const double correction2 = 1.0 - std::pow(options_.beta2, static_cast<double>(steps_));
  const auto rate = static_cast<Scalar>(options_.learning_rate / correction1);
  const auto root_correction = static_cast<Scalar>(1.0 / std::sqrt(correction2));
  const auto g = penalised(gradient, parameters, options_.weight_decay);
  auto mean = first_moment_.array();
  auto mean_square = second_moment_.array();
  mean = beta1 * mean + (Scalar(1) - beta1) * g;
  mean_square = beta2 * mean_square + (Scalar(1) - beta2) * g.square();
  parameters.array() -= rate * mean / (root_correction * mean_square.sqrt() + epsilon);
}

template <class Scalar>
void Optimiser<Scalar>::step_rmsprop(const Vector<Scalar>& gradient, Vector<Scalar>& parameters) {
  const auto rate = static_cast<Scalar>(options_.learning_rate);
  const auto alpha = static_cast<Scalar>(options_.alpha);
  const auto epsilon = static_cast<Scalar>(options_.epsilon);
  const auto g = penalised(gradient, parameters, options_.weight_decay);
  auto mean_square = second_moment_.array();
  mean_square = alpha * mean_square + (Scalar(1) - alpha) * g.square();
  const auto scaled = g / (mean_square.sqrt() + epsilon);
  if (first_moment_.size() == 0) {
    parameters.array() -= rate * scaled;
    return;
  }
  auto buffer = first_moment_.array();
  buffer = static_cast<Scalar>(options_.momentum) * buffer + scaled;
  parameters.array() -= rate * buffer;
}

template <class Scalar>
void Optimiser<Scalar>::save(StateWriter& writer) const {
  writer.write("optimiser_steps", static_cast<std::int64_t>(steps_));
  writer.write_matrix<Scalar>("first_moment", first_moment_);
  writer.write_matrix<Scalar>("second_moment", second_moment_);
}

template <class Scalar>
void Optimiser<Scalar>::load(StateReader& reader) {
  steps_ = static_cast<long>(reader.read_integer("optimiser_steps"));
  first_moment_ = read_finite<Scalar>(reader, "first_moment", first_moment_.size(), 1);
  second_moment_ = read_finite<Scalar>(reader, "second_moment", second_moment_.size(), 1);
}

template class Optimiser<float>;
template class Optimiser<double>;

}  // namespace rlrun::nn
