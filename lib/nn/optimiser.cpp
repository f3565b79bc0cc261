#include "lib/nn/optimiser.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "lib/nn/packet.hpp"

namespace rlrun::nn {
namespace {

/// Entries that step_and_clear works on at a time, small enough for the first-level cache.
constexpr Index part_size = 1024;

/// The gradient with the L2 penalty's, as an array expression.
template <class Scalar>
auto penalised(const VectorView<Scalar>& gradient, const MutableVectorView<Scalar>& parameters, double weight_decay) {
  return gradient.array() + static_cast<Scalar>(weight_decay) * parameters.array();
}

/// 1 - beta^steps. After many steps that is 1 to the last bit, and the power, which then costs the most, is not taken.
double bias_correction(double beta, double log_beta, long steps) {
  constexpr double log_of_nothing = -38.0;  // of less than a quarter of the distance from 1 to the next double
  const auto exponent = static_cast<double>(steps);
  return exponent * log_beta < log_of_nothing ? 1.0 : 1.0 - std::pow(beta, exponent);
}

}  // namespace

std::span<const std::pair<std::string_view, OptimiserKind>> optimiser_names() {
  static constexpr std::array<std::pair<std::string_view, OptimiserKind>, 3> names = {
      {{"sgd", OptimiserKind::sgd}, {"adam", OptimiserKind::adam}, {"rmsprop", OptimiserKind::rmsprop}}};
  return names;
}

template <class Scalar>
Optimiser<Scalar>::Optimiser(const OptimiserOptions& options, Index size)
    : options_(options), log_beta1_(std::log(options.beta1)), log_beta2_(std::log(options.beta2)) {
  const bool adam = options.kind == OptimiserKind::adam;
  const bool sgd = options.kind == OptimiserKind::sgd;
  first_moment_.setZero(adam || options.momentum != 0.0 ? size : 0);
  second_moment_.setZero(sgd ? 0 : size);
}

template <class Scalar>
void Optimiser<Scalar>::step(const VectorView<Scalar>& gradient, MutableVectorView<Scalar> parameters) {
  begin_step();
  step_part(gradient, parameters, 0, gradient.size());
}

template <class Scalar>
double Optimiser<Scalar>::step_and_clear(MutableVectorView<Scalar> gradient, MutableVectorView<Scalar> parameters) {
  begin_step();
  double squared_norm = 0.0;
  for (Index first = 0; first < gradient.size(); first += part_size) {
    const Index count = std::min(part_size, gradient.size() - first);
    squared_norm += static_cast<double>(gradient.segment(first, count).squaredNorm());
    step_part(gradient, parameters, first, count);
    gradient.segment(first, count).setZero();
  }
  return squared_norm;
}

template <class Scalar>
void Optimiser<Scalar>::begin_step() {
  ++steps_;
  if (options_.kind != OptimiserKind::adam) return;
  const bool corrects = steps_ < options_.bias_correction_steps;
  const double correction1 = corrects ? bias_correction(options_.beta1, log_beta1_, steps_) : 1.0;
  const double correction2 = corrects ? bias_correction(options_.beta2, log_beta2_, steps_) : 1.0;
  bias_corrected_rate_ = options_.learning_rate / correction1;
  root_correction_ = 1.0 / std::sqrt(correction2);
}

template <class Scalar>
void Optimiser<Scalar>::step_part(const VectorView<Scalar>& gradient, MutableVectorView<Scalar>& parameters,
                                  Index first, Index count) {
  const VectorView<Scalar> g = gradient.segment(first, count);
  switch (options_.kind) {
    case OptimiserKind::sgd:
      return step_sgd(g, parameters.segment(first, count), first);
    case OptimiserKind::adam:
      return step_adam(g, parameters.segment(first, count), first);
    case OptimiserKind::rmsprop:
      return step_rmsprop(g, parameters.segment(first, count), first);
  }
}

template <class Scalar>
void Optimiser<Scalar>::step_sgd(const VectorView<Scalar>& gradient, MutableVectorView<Scalar> parameters,
                                 Index first) {
  const auto rate = static_cast<Scalar>(options_.learning_rate);
  const auto momentum = static_cast<Scalar>(options_.momentum);
  const auto g = penalised<Scalar>(gradient, parameters, options_.weight_decay);
  if (first_moment_.size() == 0) {
    parameters.array() -= rate * g;
    return;
  }
  auto buffer = first_moment_.segment(first, gradient.size()).array();
  buffer = momentum * buffer + g;
  if (options_.nesterov) {
    parameters.array() -= rate * (g + momentum * buffer);
  } else {
    parameters.array() -= rate * buffer;
  }
}

template <class Scalar>
void Optimiser<Scalar>::step_adam(const VectorView<Scalar>& gradient, MutableVectorView<Scalar> parameters,
                                  Index first) {
  const auto beta1 = static_cast<Scalar>(options_.beta1);
  const auto beta2 = static_cast<Scalar>(options_.beta2);
  const auto epsilon = static_cast<Scalar>(options_.epsilon);
  const auto rate = static_cast<Scalar>(bias_corrected_rate_);
  const auto root_correction = static_cast<Scalar>(root_correction_);
  const auto decay = static_cast<Scalar>(options_.weight_decay);
  // One pass, packet by packet: Eigen's expressions would make three.
  Scalar* const means = first_moment_.data() + first;
  Scalar* const mean_squares = second_moment_.data() + first;
  const Scalar* const gradients = gradient.data();
  Scalar* const values = parameters.data();
  for_each_packet<Scalar>(gradient.size(), [=](Index i, Index count) {
    const auto p = load_packet(values + i, count);
    const auto g = load_packet(gradients + i, count) + decay * p;
    const auto m = beta1 * load_packet(means + i, count) + (Scalar(1) - beta1) * g;
    const auto v = beta2 * load_packet(mean_squares + i, count) + (Scalar(1) - beta2) * (g * g);
    const auto root = root_correction * Eigen::internal::psqrt(v) + epsilon;
    store_packet<Scalar>(means + i, m, count);
    store_packet<Scalar>(mean_squares + i, v, count);
    store_packet<Scalar>(values + i, p - rate * m / root, count);
  });
}

template <class Scalar>
void Optimiser<Scalar>::step_rmsprop(const VectorView<Scalar>& gradient, MutableVectorView<Scalar> parameters,
                                     Index first) {
  const auto rate = static_cast<Scalar>(options_.learning_rate);
  const auto alpha = static_cast<Scalar>(options_.alpha);
  const auto epsilon = static_cast<Scalar>(options_.epsilon);
  const auto g = penalised<Scalar>(gradient, parameters, options_.weight_decay);
  auto mean_square = second_moment_.segment(first, gradient.size()).array();
  mean_square = alpha * mean_square + (Scalar(1) - alpha) * g.square();
  const auto scaled = g / (mean_square.sqrt() + epsilon);
  if (first_moment_.size() == 0) {
    parameters.array() -= rate * scaled;
    return;
  }
  auto buffer = first_moment_.segment(first, gradient.size()).array();
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
  steps_ = static_cast<long>(reader.read_count("optimiser_steps"));
  reader.read_into<Scalar>("first_moment", first_moment_);
  reader.read_into<Scalar>("second_moment", second_moment_);
}

template class Optimiser<float>;
template class Optimiser<double>;

}  // namespace rlrun::nn
