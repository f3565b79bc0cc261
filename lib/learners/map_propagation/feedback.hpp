#pragma once

#include "lib/core/state_io.hpp"
#include "lib/learners/map_propagation/network.hpp"

namespace rlrun::learners::map_propagation {

enum class FeedbackKind {
  symmetric,  ///< the transposed forward weights (the paper)
  learned,    ///< weights of their own, trained to predict the layer below (the paper's suggestion in its discussion)
};

struct FeedbackOptions {
  FeedbackKind kind = FeedbackKind::symmetric;
  double learning_rate = 0.01;  ///< of learned weights; the delta rule is stable below 2
};

/// The weights through which errors reach the layer below. Symmetric ones are kept as a copy of the forward weights,
/// laid out for products with their transpose.
template <class Scalar>
class Feedback {
 public:
  /// Learned weights begin with their own Glorot-uniform draw.
  Feedback(const StochasticNetwork& network, const FeedbackOptions& options, RngKey key);

  /// To be called whenever the network's weights have changed. Learned weights do not change here.
  void follow(const StochasticNetwork& network, const nn::Parameters<Scalar>& parameters);

  /// What layer `layer + 1` sends down to the values of layer `layer`: feedback weights * its errors.
  /// signal: (output_size of `layer` x columns.count), overwritten.
  void send_down(const Activity<Scalar>& activity, std::size_t layer, Columns columns,
                 MutableMatrixView<Scalar> signal) const;

  /// Learned weights: every layer above the first takes one step towards predicting the sampled values below it from
  /// its own, by the normalised delta rule averaged over the columns. Symmetric: nothing.
  void learn(const Activity<Scalar>& activity, Columns columns);

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  FeedbackOptions options_;
  /// Of layers 1 .. L - 1: (values below x values of the layer). Learned: values below are about
  /// weights * values + bias.
  std::vector<Matrix<Scalar>> weights_;
  std::vector<Vector<Scalar>> biases_;  ///< of learned weights; empty for symmetric ones
  Vector<Scalar> surprise_;             ///< workspace
};

}  // namespace rlrun::learners::map_propagation
