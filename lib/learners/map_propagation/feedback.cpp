#include "lib/learners/map_propagation/feedback.hpp"

#include <algorithm>

#include "lib/nn/initialiser.hpp"
#include "lib/nn/matrix_vector.hpp"
#include "lib/nn/transpose.hpp"

namespace rlrun::learners::map_propagation {

template <class Scalar>
Feedback<Scalar>::Feedback(const StochasticNetwork& network, const FeedbackOptions& options, RngKey key)
    : options_(options) {
  Rng rng(key);
  Index largest = 0;
  for (std::size_t layer = 1; layer < network.layers(); ++layer) {
    const nn::Dense& dense = network.dense(layer);
    weights_.push_back(Matrix<Scalar>::Zero(dense.input_size, dense.output_size));
    if (options.kind == FeedbackKind::symmetric) continue;
    biases_.push_back(Vector<Scalar>::Zero(dense.input_size));
    nn::initialise<Scalar>({.kind = nn::Initialiser::xavier_uniform}, rng, weights_.back());
    largest = std::max(largest, dense.input_size);
  }
  surprise_.resize(largest);
}

template <class Scalar>
void Feedback<Scalar>::follow(const StochasticNetwork& network, const nn::Parameters<Scalar>& parameters) {
  if (options_.kind == FeedbackKind::learned) return;
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
    signal.noalias() = weights_[layer] * errors.middleCols(columns.first, columns.count);
  }
}

template <class Scalar>
void Feedback<Scalar>::learn(const Activity<Scalar>& activity, Columns columns) {
  const double share = options_.learning_rate / static_cast<double>(columns.count);
  for (std::size_t layer = 0; layer < biases_.size(); ++layer) {
    auto surprise = surprise_.head(biases_[layer].size());
    for (Index column = columns.first; column < columns.first + columns.count; ++column) {
      const auto below = activity.values[layer + 1].col(column);
      const auto above = activity.values[layer + 2].col(column);
      surprise = below - biases_[layer];
      surprise.noalias() -= weights_[layer] * above;
      surprise *= static_cast<Scalar>(share) / (Scalar(1) + above.squaredNorm());
      weights_[layer].noalias() += surprise * above.transpose();
      biases_[layer] += surprise;
    }
  }
}

template <class Scalar>
void Feedback<Scalar>::save(StateWriter& writer) const {
  for (std::size_t i = 0; i < biases_.size(); ++i) {
    writer.write_matrix<Scalar>("feedback_weights", weights_[i]);
    writer.write_matrix<Scalar>("feedback_bias", biases_[i]);
  }
}

template <class Scalar>
void Feedback<Scalar>::load(StateReader& reader) {
  for (std::size_t i = 0; i < biases_.size(); ++i) {
    reader.template read_into<Scalar>("feedback_weights", weights_[i]);
    reader.template read_into<Scalar>("feedback_bias", biases_[i]);
  }
}

template class Feedback<float>;
template class Feedback<double>;

}  // namespace rlrun::learners::map_propagation
