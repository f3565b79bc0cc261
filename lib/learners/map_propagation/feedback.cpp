#include "lib/learners/map_propagation/feedback.hpp"

#include "lib/nn/initialiser.hpp"

namespace rlrun::learners::map_propagation {

template <class Scalar>
Feedback<Scalar>::Feedback(const StochasticNetwork& network, const FeedbackOptions& options, RngKey key)
    : options_(options) {
  if (options.kind == FeedbackKind::symmetric) return;
  Rng rng(key);
  for (std::size_t layer = 1; layer < network.layers(); ++layer) {
    const nn::Dense& dense = network.dense(layer);
    Predictor predictor{.weights = Matrix<Scalar>::Zero(dense.input_size, dense.output_size),
                        .bias = Vector<Scalar>::Zero(dense.input_size)};
    nn::initialise<Scalar>({.kind = nn::Initialiser::xavier_uniform}, rng, predictor.weights);
    predictors_.push_back(std::move(predictor));
  }
  Index largest = 0;
  for (const Predictor& predictor : predictors_) largest = std::max(largest, predictor.bias.size());
  surprise_.resize(largest);
}

template <class Scalar>
void Feedback<Scalar>::send_down(const StochasticNetwork& network, const nn::Parameters<Scalar>& parameters,
                                 const Activity<Scalar>& activity, std::size_t layer, Columns columns,
                                 MutableMatrixView<Scalar> signal) const {
  const auto errors = activity.errors[layer + 1].middleCols(columns.first, columns.count);
  if (predictors_.empty()) {
    network.dense(layer + 1).input_gradient<Scalar>(parameters, errors, signal);
  } else {
    signal.noalias() = predictors_[layer].weights * errors;
  }
}

template <class Scalar>
void Feedback<Scalar>::learn(const Activity<Scalar>& activity, Columns columns) {
  const double share = options_.learning_rate / static_cast<double>(columns.count);
  for (std::size_t layer = 0; layer < predictors_.size(); ++layer) {
    Predictor& predictor = predictors_[layer];
    auto surprise = surprise_.head(predictor.bias.size());
    for (Index column = columns.first; column < columns.first + columns.count; ++column) {
      const auto below = activity.values[layer + 1].col(column);
      const auto above = activity.values[layer + 2].col(column);
      surprise = below - predictor.bias;
      surprise.noalias() -= predictor.weights * above;
      surprise *= static_cast<Scalar>(share) / (Scalar(1) + above.squaredNorm());
      predictor.weights.noalias() += surprise * above.transpose();
      predictor.bias += surprise;
    }
  }
}

template <class Scalar>
void Feedback<Scalar>::save(StateWriter& writer) const {
  for (const Predictor& predictor : predictors_) {
    writer.write_matrix<Scalar>("feedback_weights", predictor.weights);
    writer.write_matrix<Scalar>("feedback_bias", predictor.bias);
  }
}

template <class Scalar>
void Feedback<Scalar>::load(StateReader& reader) {
  for (Predictor& predictor : predictors_) {
    reader.template read_into<Scalar>("feedback_weights", predictor.weights);
    reader.template read_into<Scalar>("feedback_bias", predictor.bias);
  }
}

template class Feedback<float>;
template class Feedback<double>;

}  // namespace rlrun::learners::map_propagation
