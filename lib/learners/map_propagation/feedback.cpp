#include "lib/learners/map_propagation/feedback.hpp"

#include <algorithm>

#include "lib/nn/initialiser.hpp"
#include "lib/nn/matrix_vector.hpp"
#include "lib/nn/product.hpp"
#include "lib/nn/transpose.hpp"

namespace rlrun::learners::map_propagation {
namespace {

/// Mirrored weights begin as the mean of so many zeros: the mean of the first few products is mostly noise, large
/// enough for settling to run away.
constexpr double steps_at_zero = 1000.0;

}  // namespace

template <class Scalar>
Feedback<Scalar>::Feedback(const StochasticNetwork& network, const FeedbackOptions& options, RngKey key)
    : options_(options) {
  Rng rng(key);
  const bool learned = options.kind == FeedbackKind::learned;
  for (std::size_t layer = 1; layer < network.layers(); ++layer) {
    const nn::Dense& dense = network.dense(layer);
    weights_.push_back(Matrix<Scalar>::Zero(dense.input_size, dense.output_size));
    if (options.kind == FeedbackKind::symmetric) continue;
    biases_.push_back(Vector<Scalar>::Zero(learned ? dense.input_size : dense.output_size));
    if (learned) nn::initialise<Scalar>({.kind = nn::Initialiser::xavier_uniform}, rng, weights_.back());
    below_.resize(std::max(below_.size(), dense.input_size));
    above_.resize(std::max(above_.size(), dense.output_size));
  }
}

template <class Scalar>
void Feedback<Scalar>::follow(const StochasticNetwork& network, const nn::Parameters<Scalar>& parameters) {
  if (options_.kind != FeedbackKind::symmetric) return;
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    nn::transpose<Scalar>(parameters[network.dense(i + 1).weight], weights_[i]);
  }
}

template <class Scalar>
void Feedback<Scalar>::send_down(const Activity<Scalar>& activity, std::size_t layer, Columns columns,
                                 MutableMatrixView<Scalar> signal) const {
  const Matrix<Scalar>& errors = activity.errors[layer + 1];
  if (columns.count == 1) {
    nn::multiply<Scalar>(weights_[layer], errors.col(columns.first), signal.col(0));
  } else {
    nn::product<Scalar>(weights_[layer], errors.middleCols(columns.first, columns.count), signal);
  }
}

template <class Scalar>
void Feedback<Scalar>::learn(const StochasticNetwork& network, const Activity<Scalar>& activity, Columns columns) {
  if (options_.kind == FeedbackKind::symmetric) return;
  ++steps_;
  const bool predicts = options_.kind == FeedbackKind::learned;
  const double rate = predicts ? options_.learning_rate
                               : std::max(options_.learning_rate, 1.0 / (steps_at_zero + static_cast<double>(steps_)));
  const double share = rate / static_cast<double>(columns.count);
  for (std::size_t layer = 0; layer < weights_.size(); ++layer) {
    if (!predicts) weights_[layer] *= static_cast<Scalar>(1.0 - rate);
    for (Index column = columns.first; column < columns.first + columns.count; ++column) {
      if (predicts) {
        learn_to_predict(activity, layer, column, share);
      } else {
        learn_from_noise(network, activity, layer, column, share);
      }
    }
  }
}

template <class Scalar>
void Feedback<Scalar>::learn_to_predict(const Activity<Scalar>& activity, std::size_t layer, Index column,
                                        double rate) {
  const auto above = activity.values[layer + 2].col(column);
  auto surprise = below_.head(biases_[layer].size());
  surprise = activity.values[layer + 1].col(column) - biases_[layer];
  surprise.noalias() -= weights_[layer] * above;
  surprise *= static_cast<Scalar>(rate) / (Scalar(1) + above.squaredNorm());
  weights_[layer].noalias() += surprise * above.transpose();
  biases_[layer] += surprise;
}

template <class Scalar>
void Feedback<Scalar>::learn_from_noise(const StochasticNetwork& network, const Activity<Scalar>& activity,
                                        std::size_t layer, Index column, double rate) {
  auto noise = below_.head(weights_[layer].rows());
  auto response = above_.head(weights_[layer].cols());
  noise = activity.values[layer + 1].col(column) - activity.means[layer].col(column);
  noise *= static_cast<Scalar>(rate / network.variance(layer));
  response = activity.pre_activations[layer + 1].col(column) - biases_[layer];
  weights_[layer].noalias() += noise * response.transpose();
  biases_[layer] += static_cast<Scalar>(rate) * response;
}

template <class Scalar>
void Feedback<Scalar>::save(StateWriter& writer) const {
  for (std::size_t i = 0; i < biases_.size(); ++i) {
    writer.write_matrix<Scalar>("feedback_weights", weights_[i]);
    writer.write_matrix<Scalar>("feedback_bias", biases_[i]);
  }
  writer.write("feedback_steps", steps_);
}

template <class Scalar>
void Feedback<Scalar>::load(StateReader& reader) {
  for (std::size_t i = 0; i < biases_.size(); ++i) {
    reader.template read_into<Scalar>("feedback_weights", weights_[i]);
    reader.template read_into<Scalar>("feedback_bias", biases_[i]);
  }
  steps_ = reader.read_count("feedback_steps");
}

template class Feedback<float>;
template class Feedback<double>;

}  // namespace rlrun::learners::map_propagation
