#pragma once

#include "lib/core/rng.hpp"
#include "lib/core/state_io.hpp"
#include "lib/nn/activation.hpp"
#include "lib/nn/dense.hpp"
#include "lib/nn/loss.hpp"
#include "lib/nn/optimiser.hpp"

namespace rlrun::learners::reinforcement_modified {

struct NetworkOptions {
  int hidden_units = 32;
  nn::Activation hidden_activation = nn::Activation::sigmoid;
  double weight_range = 0.5;      ///< first weights and biases are uniform in +- this
  nn::Loss loss = nn::Loss::mse;  ///< mse: half the squared error, as plain EBP has it
  nn::OptimiserOptions optimiser = {.learning_rate = 0.5};
};

/// A 2-layer network of sigmoid units trained by plain error back-propagation on desired outputs. It knows nothing of
/// actions and reinforcement.
template <class Scalar>
class EbpNetwork {
 public:
  /// Works on up to `capacity` columns at a time.
  EbpNetwork(const NetworkOptions& options, Index input_size, Index output_size, Index capacity, RngKey key);

  /// inputs: (input_size x B). Returns the outputs (output_size x B), which stay until the next call.
  MatrixView<Scalar> forward(const MatrixView<Scalar>& inputs);

  /// One step against the gradient of the mean loss of B samples. forward must have had the same inputs just before.
  /// targets: (output_size x B). Throws DivergenceError when the gradient is not finite.
  void train(const MatrixView<Scalar>& inputs, const MatrixView<Scalar>& targets);

  /// Changes for how many columns there is room.
  void reserve(Index capacity);

  [[nodiscard]] const nn::Parameters<Scalar>& parameters() const { return parameters_; }
  /// Weights and biases.
  [[nodiscard]] Index parameter_count() const;

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  void compute_gradient(const MatrixView<Scalar>& inputs, const MatrixView<Scalar>& targets);

  nn::ParameterLayout layout_;  ///< before the layers, which are declared in it
  nn::Dense hidden_layer_;
  nn::Dense output_layer_;
  nn::Activation hidden_activation_;
  nn::Loss loss_;
  nn::Parameters<Scalar> parameters_;
  nn::Parameters<Scalar> d_parameters_;
  nn::Optimiser<Scalar> optimiser_;
  Matrix<Scalar> hidden_;
  Matrix<Scalar> outputs_;
  Matrix<Scalar> d_hidden_;
  Matrix<Scalar> d_outputs_;
};

}  // namespace rlrun::learners::reinforcement_modified
