#pragma once

#include <string>
#include <vector>

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"
#include "lib/nn/activation.hpp"
#include "lib/nn/dense.hpp"
#include "lib/nn/parameters.hpp"

namespace rlrun::nn {

struct MlpShape {
  Index input_size = 0;
  std::vector<Index> hidden_sizes = {};
  Index output_size = 0;
  Activation hidden_activation = Activation::relu;
  Activation output_activation = Activation::identity;
  Index side_size = 0;   ///< entries of a second input, which enters a layer of its own; 0: there is none
  Index side_layer = 0;  ///< the layer, counted from 0, that sees the second input beneath what it sees anyway
};

/// A stack of fully connected layers, each with biases and followed by an activation.
struct Mlp {
  MlpShape shape;
  std::vector<Dense> layers;  ///< the hidden ones, then that of the output

  /// Adds `<prefix>0.weight`, `<prefix>0.bias`, `<prefix>1.weight` and so on to the layout.
  /// Requires side_layer to be one of the layers.
  static Mlp declare(ParameterLayout& layout, const std::string& prefix, const MlpShape& shape);

  [[nodiscard]] Activation activation(std::size_t layer) const {
    return layer + 1 < layers.size() ? shape.hidden_activation : shape.output_activation;
  }
};

/// Weights and biases uniform in +-1/sqrt(fan-in), those of the output in +-output_bound (Lillicrap et al.,
/// "Continuous control with deep reinforcement learning", ICLR 2016, section 7); 0: +-1/sqrt(fan-in) there too.
template <class Scalar>
void initialise(const Mlp& mlp, double output_bound, Rng& rng, Parameters<Scalar>& parameters);

/// Forward and backward of a batch of up to `most_columns` columns, with the memory that they need: nothing is
/// allocated after the construction.
template <class Scalar>
class MlpPass {
 public:
  MlpPass(const Mlp& mlp, Index most_columns);

  /// x: (input_size x B); side: (side_size x B), only where the net has a second input. Returns output().
  MatrixView<Scalar> forward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& x);
  MatrixView<Scalar> forward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& x,
                             const MatrixView<Scalar>& side);

  /// (output_size x B) of the latest forward.
  [[nodiscard]] MatrixView<Scalar> output() const { return activations(layers_.size() - 1); }
  /// What layer number `layer` put out in the latest forward.
  [[nodiscard]] MatrixView<Scalar> activations(std::size_t layer) const;
  /// What layer number `layer` got in the latest forward, the second input included.
  [[nodiscard]] MatrixView<Scalar> inputs(std::size_t layer) const;

  /// Backward of the latest forward: adds to the gradients of all weights and biases. d_output: (output_size x B).
  void add_parameter_gradient(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& d_output,
                              Parameters<Scalar>& d_parameters);
  /// Backward of the latest forward to its inputs, which d_x and d_side then give.
  void input_gradient(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& d_output);
  [[nodiscard]] MatrixView<Scalar> d_x() const { return layers_[0].d_input.topRows(input_size_).leftCols(columns_); }
  [[nodiscard]] MatrixView<Scalar> d_side() const;

 private:
  struct Layer {
    Dense dense;
    Activation activation = Activation::identity;
    Matrix<Scalar> input;           ///< what the layer below put out, the second input beneath it
    Matrix<Scalar> pre_activation;  ///< of this layer
    Matrix<Scalar> output;
    Matrix<Scalar> d_pre_activation;
    Matrix<Scalar> d_input;
  };

  void run(const Parameters<Scalar>& parameters);
  void backward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& d_output,
                Parameters<Scalar>* d_parameters);

  std::vector<Layer> layers_;
  Index input_size_;
  Index side_size_;
  std::size_t side_layer_;
  Index columns_ = 0;
};

}  // namespace rlrun::nn
