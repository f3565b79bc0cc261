#pragma once

#include "lib/learners/reinforcement_modified/encoder.hpp"
#include "lib/nn/dense.hpp"

namespace rlrun::learners::reinforcement_modified {

/// Sigmoid codes from which a linear layer restores the inputs: h = sigmoid(W x + b), r = V h + c, the loss is half the
/// squared error.
template <class Scalar>
class Autoencoder final : public Encoder<Scalar> {
 public:
  Autoencoder(const EncoderOptions& options, Index input_size, Index capacity, RngKey key);

  void encode(const MatrixView<Scalar>& inputs, MutableMatrixView<Scalar> codes) const override;
  Scalar learn(const MatrixView<Scalar>& inputs) override;
  void reserve(Index capacity) override;
  [[nodiscard]] Index parameter_count() const override;
  [[nodiscard]] std::unique_ptr<Encoder<Scalar>> clone() const override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader) override;

  /// Overwrites gradient() with that of the mean over columns of half the squared error, which it returns.
  Scalar compute_gradient(const MatrixView<Scalar>& inputs);
  [[nodiscard]] const nn::Parameters<Scalar>& gradient() const { return d_parameters_; }
  nn::Parameters<Scalar>& parameters() { return parameters_; }

 private:
  nn::ParameterLayout layout_;
  nn::Dense code_layer_;
  nn::Dense reconstruction_layer_;
  Scalar learning_rate_;
  nn::Parameters<Scalar> parameters_;
  nn::Parameters<Scalar> d_parameters_;
  Matrix<Scalar> codes_;
  Matrix<Scalar> d_codes_;
  Matrix<Scalar> reconstruction_;
};

}  // namespace rlrun::learners::reinforcement_modified
