#include "lib/learners/map_propagation/network.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "lib/core/normal_noise.hpp"
#include "lib/nn/initialiser.hpp"
#include "lib/nn/matrix_vector.hpp"
#include "lib/nn/packet.hpp"

namespace rlrun::learners::map_propagation {
namespace {

/// A choice that is e^30 times less likely than the likeliest is no less likely than that (code of Chung 2020).
template <class Scalar>
constexpr Scalar least_logit = Scalar(-30);

/// Plain loops: there are few choices.
template <class Scalar>
void softmax(const MatrixView<Scalar>& pre_activations, Scalar temperature, MutableMatrixView<Scalar> probabilities) {
  for (Index column = 0; column < pre_activations.cols(); ++column) {
    const auto z = pre_activations.col(column);
    auto p = probabilities.col(column);
    Scalar largest = z[0];
    for (Index i = 1; i < z.size(); ++i) largest = std::max(largest, z[i]);
    auto sum = Scalar(0);
    for (Index i = 0; i < z.size(); ++i) {
      p[i] = std::exp(std::max((z[i] - largest) / temperature, least_logit<Scalar>));
      sum += p[i];
    }
    for (Index i = 0; i < z.size(); ++i) p[i] /= sum;
  }
}

}  // namespace

StochasticNetwork::StochasticNetwork(NetworkShape shape) : shape_(std::move(shape)) {
  Index input_size = shape_.input_size;
  const auto add_layer = [&](Index size) {
    const std::string prefix = "layer" + std::to_string(dense_.size()) + ".";
    dense_.push_back(nn::Dense::declare(layout_, prefix, input_size, size, true));
    input_size = size;
  };
  for (const Index size : shape_.hidden_sizes) add_layer(size);
  add_layer(shape_.output_size);
}

Columns StochasticNetwork::segment(std::size_t layer) const {
  const auto offset = [&](Index tensor) { return layout_.tensors()[static_cast<std::size_t>(tensor)].offset; };
  const Index first = offset(dense_[layer].weight);
  const Index end = layer + 1 < layers() ? offset(dense_[layer + 1].weight) : layout_.size();
  return {.first = first, .count = end - first};
}

template <class Scalar>
Activity<Scalar> StochasticNetwork::make_activity(Index batch_size) const {
  const auto zeros = [&](Index rows) { return Matrix<Scalar>::Zero(rows, batch_size).eval(); };
  Activity<Scalar> activity;
  activity.values.push_back(zeros(shape_.input_size));
  for (const nn::Dense& dense : dense_) {
    activity.values.push_back(zeros(dense.output_size));
    activity.pre_activations.push_back(zeros(dense.output_size));
    activity.means.push_back(zeros(dense.output_size));
    activity.slopes.push_back(zeros(dense.output_size));
    activity.errors.push_back(zeros(dense.output_size));
    activity.moves.push_back(zeros(dense.output_size));
  }
  return activity;
}

template <class Scalar>
nn::Parameters<Scalar> StochasticNetwork::initial_parameters(RngKey key) const {
  nn::Parameters<Scalar> parameters(layout_);
  Rng rng(key);
  for (const nn::Dense& dense : dense_) {
    nn::initialise<Scalar>({.kind = nn::Initialiser::xavier_uniform}, rng, parameters[dense.weight]);
  }
  return parameters;
}

template <class Scalar>
void StochasticNetwork::compute_means(const nn::Parameters<Scalar>& parameters, std::size_t layer, Columns columns,
                                      Activity<Scalar>& activity) const {
  Matrix<Scalar>& z = activity.pre_activations[layer];
  if (columns.count == 1) {
    nn::multiply_add<Scalar>(parameters[dense_[layer].weight], activity.values[layer].col(columns.first),
                             parameters[dense_[layer].bias].col(0), z.col(columns.first));
  } else {
    dense_[layer].forward<Scalar>(parameters, view(activity.values[layer], columns), view(z, columns));
  }
  if (layer + 1 < layers()) {
    hidden_means<Scalar>(shape_.hidden_unit, flat(z, columns), flat(activity.means[layer], columns),
                         flat(activity.slopes[layer], columns));
  } else if (shape_.output_unit == OutputUnit::softmax) {
    softmax<Scalar>(view(z, columns), static_cast<Scalar>(shape_.temperature), view(activity.means[layer], columns));
  } else {
    flat(activity.means[layer], columns) = flat(z, columns);
  }
}

template <class Scalar>
void StochasticNetwork::sample(const nn::Parameters<Scalar>& parameters, Columns columns, Rng& rng,
                               Activity<Scalar>& activity) const {
  for (std::size_t layer = 0; layer < layers(); ++layer) {
    compute_means(parameters, layer, columns, activity);
    if (layer + 1 == layers() && shape_.output_unit == OutputUnit::softmax) {
      draw_output(columns, rng, activity);
      return;
    }
    auto values = flat(activity.values[layer + 1], columns);
    fill_normal<Scalar>(rng, values);
    values = flat(activity.means[layer], columns) + static_cast<Scalar>(std::sqrt(variance(layer))) * values;
  }
}

template <class Scalar>
void StochasticNetwork::draw_output(Columns columns, Rng& rng, Activity<Scalar>& activity) const {
  view(activity.values.back(), columns).setZero();
  for (Index column = columns.first; column < columns.first + columns.count; ++column) {
    const auto probabilities = activity.means.back().col(column);
    const std::size_t choice =
        rng.categorical<Scalar>({probabilities.data(), static_cast<std::size_t>(probabilities.size())});
    activity.values.back()(static_cast<Index>(choice), column) = Scalar(1);
  }
}

template <class Scalar>
void StochasticNetwork::compute_output_error(Columns columns, Activity<Scalar>& activity) const {
  const bool is_softmax = shape_.output_unit == OutputUnit::softmax;
  const double scale = is_softmax ? shape_.temperature : shape_.variances.back();
  flat(activity.errors.back(), columns) =
      (flat(activity.values.back(), columns) - flat(activity.means.back(), columns)) / static_cast<Scalar>(scale);
}

template <class Scalar>
void StochasticNetwork::compute_local_errors(Columns columns, std::size_t first_layer,
                                             Activity<Scalar>& activity) const {
  for (std::size_t layer = first_layer; layer + 1 < layers(); ++layer) {
    const auto precision = static_cast<Scalar>(1.0 / variance(layer));
    auto errors = flat(activity.errors[layer], columns);
    const auto values = flat(activity.values[layer + 1], columns);
    const auto means = flat(activity.means[layer], columns);
    const auto slopes = flat(activity.slopes[layer], columns);
    nn::for_each_packet<Scalar>(errors.size(), [&](Index i, Index count) {
      const auto deviation = nn::load_packet(values.data() + i, count) - nn::load_packet(means.data() + i, count);
      nn::store_packet<Scalar>(errors.data() + i, precision * nn::load_packet(slopes.data() + i, count) * deviation,
                               count);
    });
  }
  compute_output_error(columns, activity);
}

template <class Scalar>
double StochasticNetwork::log_probability(const Activity<Scalar>& activity, Index column) const {
  double sum = 0.0;
  for (std::size_t layer = 0; layer < layers(); ++layer) {
    const auto value = activity.values[layer + 1].col(column).template cast<double>();
    const auto mean = activity.means[layer].col(column).template cast<double>();
    const bool is_choice = layer + 1 == layers() && shape_.output_unit == OutputUnit::softmax;
    sum += is_choice ? std::log(value.dot(mean)) : -(value - mean).squaredNorm() / (2.0 * variance(layer));
  }
  return sum;
}

#define RLRUN_INSTANTIATE(Scalar)                                                                                  \
  template Activity<Scalar> StochasticNetwork::make_activity<Scalar>(Index) const;                                 \
  template nn::Parameters<Scalar> StochasticNetwork::initial_parameters<Scalar>(RngKey) const;                     \
  template void StochasticNetwork::compute_means<Scalar>(const nn::Parameters<Scalar>&, std::size_t, Columns,      \
                                                         Activity<Scalar>&) const;                                 \
  template void StochasticNetwork::sample<Scalar>(const nn::Parameters<Scalar>&, Columns, Rng&, Activity<Scalar>&) \
      const;                                                                                                       \
  template void StochasticNetwork::compute_output_error<Scalar>(Columns, Activity<Scalar>&) const;                 \
  template void StochasticNetwork::compute_local_errors<Scalar>(Columns, std::size_t, Activity<Scalar>&) const;    \
  template double StochasticNetwork::log_probability<Scalar>(const Activity<Scalar>&, Index) const
RLRUN_INSTANTIATE(float);
RLRUN_INSTANTIATE(double);
#undef RLRUN_INSTANTIATE

}  // namespace rlrun::learners::map_propagation
