#pragma once

#include "lib/learners/reinforcement_modified/encoder.hpp"
#include "lib/nn/dense.hpp"

namespace rlrun::learners::reinforcement_modified {

/// A restricted Boltzmann machine with binary hidden units: p(h = 1 | v) = sigmoid(W v + c), which is the code.
/// Visible units have the mean b + W' h (gaussian, deviation 1) or sigmoid(b + W' h) (binary).
/// Learns by contrastive divergence: Hinton, "Training products of experts by minimizing contrastive divergence", 2002.
/// Hidden units are drawn, visible ones take their means: Hinton, "A practical guide to training restricted Boltzmann
/// machines", 2010, section 3.
template <class Scalar>
class Rbm final : public Encoder<Scalar> {
 public:
  Rbm(const EncoderOptions& options, Index input_size, Index capacity, RngKey key);

  void encode(const MatrixView<Scalar>& inputs, MutableMatrixView<Scalar> codes) const override;
  Scalar learn(const MatrixView<Scalar>& inputs) override;
  void reserve(Index capacity) override;
  [[nodiscard]] Index parameter_count() const override;
  [[nodiscard]] std::unique_ptr<Encoder<Scalar>> clone() const override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader) override;

  /// Sum over columns of the free energy, -log of the unnormalised probability: F = E(v) - sum of softplus(W v + c),
  /// E = |v - b|^2 / 2 (gaussian) or -b v (binary).
  [[nodiscard]] Scalar free_energy(const MatrixView<Scalar>& visible) const;
  /// Adds `scale` times the gradient of free_energy to gradient().
  void add_free_energy_gradient(const MatrixView<Scalar>& visible, Scalar scale);
  [[nodiscard]] const nn::Parameters<Scalar>& gradient() const { return d_parameters_; }
  nn::Parameters<Scalar>& parameters() { return parameters_; }

 private:
  void reconstruct(const MatrixView<Scalar>& inputs);
  void draw_hidden(const MatrixView<Scalar>& visible);

  nn::ParameterLayout layout_;
  nn::Dense hidden_layer_;
  Index visible_bias_;
  EncoderOptions options_;
  nn::Parameters<Scalar> parameters_;
  nn::Parameters<Scalar> d_parameters_;
  Matrix<Scalar> hidden_;
  Matrix<Scalar> reconstruction_;
  Rng rng_;
};

}  // namespace rlrun::learners::reinforcement_modified
