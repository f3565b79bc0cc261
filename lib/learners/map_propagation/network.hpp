#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"
#include "lib/learners/map_propagation/hidden_units.hpp"
#include "lib/nn/dense.hpp"
#include "lib/nn/parameters.hpp"

namespace rlrun::learners::map_propagation {

/// The distribution of the last layer's values, given its pre-activations z.
enum class OutputUnit {
  softmax,   ///< one of n choices, as a one-hot vector, with probabilities softmax(z / temperature)
  gaussian,  ///< real numbers, independent normal around z
};

struct NetworkShape {
  Index input_size = 0;
  std::vector<Index> hidden_sizes = {};
  Index output_size = 0;
  HiddenUnit hidden_unit = HiddenUnit::softplus;
  OutputUnit output_unit = OutputUnit::softmax;
  std::vector<double> variances;  ///< of each layer's values around their mean; the last is unused with softmax
  double temperature = 1.0;       ///< of softmax
};

/// Some neighbouring columns of a batch.
struct Columns {
  Index first = 0;
  Index count = 0;
};

/// What the units of a network hold for a batch of inputs, one column each. Layers are counted from 0: layer l takes
/// values[l] and gives values[l + 1].
template <class Scalar>
struct Activity {
  std::vector<Matrix<Scalar>> values;           ///< h_0 = input .. h_L = output (a one-hot column for softmax)
  std::vector<Matrix<Scalar>> pre_activations;  ///< z of each layer
  std::vector<Matrix<Scalar>> means;            ///< phi(z), for the output z or the probabilities
  std::vector<Matrix<Scalar>> slopes;           ///< phi'(z), of hidden layers
  std::vector<Matrix<Scalar>> errors;           ///< e of each layer: what a weight's input is multiplied with to learn
  std::vector<Matrix<Scalar>> moves;            ///< workspace of settling: the last step of each layer's values
};

/// A feed-forward network of stochastic units (Chung 2020, section 2): hidden values are normal around phi(z) with a
/// fixed variance a layer, and z = W h + b of the sampled values of the layer below.
class StochasticNetwork {
 public:
  /// Requires one variance a layer.
  explicit StochasticNetwork(NetworkShape shape);

  [[nodiscard]] const NetworkShape& shape() const { return shape_; }
  [[nodiscard]] const nn::ParameterLayout& layout() const { return layout_; }
  /// Number of layers with weights, L.
  [[nodiscard]] std::size_t layers() const { return dense_.size(); }
  [[nodiscard]] const nn::Dense& dense(std::size_t layer) const { return dense_[layer]; }
  [[nodiscard]] double variance(std::size_t layer) const { return shape_.variances[layer]; }
  /// Where a layer's weights and biases lie in the flat array of parameters.
  [[nodiscard]] Columns segment(std::size_t layer) const;

  /// Room for `batch_size` columns, all zero.
  template <class Scalar>
  [[nodiscard]] Activity<Scalar> make_activity(Index batch_size) const;

  /// Glorot-uniform weights, biases 0.
  template <class Scalar>
  [[nodiscard]] nn::Parameters<Scalar> initial_parameters(RngKey key) const;

  /// z, mean and slope of `layer` from the values below it.
  template <class Scalar>
  void compute_means(const nn::Parameters<Scalar>& parameters, std::size_t layer, Columns columns,
                     Activity<Scalar>& activity) const;

  /// Draws all values above the input, layer by layer.
  template <class Scalar>
  void sample(const nn::Parameters<Scalar>& parameters, Columns columns, Rng& rng, Activity<Scalar>& activity) const;

  /// errors of the output: d log p(h_L | h_{L-1}) / dz_L.
  template <class Scalar>
  void compute_output_error(Columns columns, Activity<Scalar>& activity) const;

  /// errors of all layers from `first_layer` on: the derivative of each layer's log-probability with respect to its z,
  /// given the values.
  template <class Scalar>
  void compute_local_errors(Columns columns, std::size_t first_layer, Activity<Scalar>& activity) const;

  /// log p(h_1 .. h_L | h_0) of one column without its constants, from values and means that belong together.
  template <class Scalar>
  [[nodiscard]] double log_probability(const Activity<Scalar>& activity, Index column) const;

 private:
  template <class Scalar>
  void draw_output(Columns columns, Rng& rng, Activity<Scalar>& activity) const;

  NetworkShape shape_;
  nn::ParameterLayout layout_;
  std::vector<nn::Dense> dense_;
};

/// The given columns of a matrix as one vector.
template <class Scalar>
Eigen::Map<Vector<Scalar>> flat(Matrix<Scalar>& matrix, Columns columns) {
  return {matrix.data() + columns.first * matrix.rows(), columns.count * matrix.rows()};
}

/// The given columns of a matrix.
template <class Scalar>
auto view(Matrix<Scalar>& matrix, Columns columns) {
  return matrix.middleCols(columns.first, columns.count);
}

}  // namespace rlrun::learners::map_propagation
