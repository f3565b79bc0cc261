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

/// The weights through which errors reach the layer below.
template <class Scalar>
class Feedback {
 public:
  /// Learned weights begin with their own Glorot-uniform draw.
  Feedback(const StochasticNetwork& network, const FeedbackOptions& options, RngKey key);

  /// What layer `layer + 1` sends down to the values of layer `layer`: (its transposed weights) * (its errors).
  /// signal: (output_size of `layer` x columns.count), overwritten.
  void send_down(const StochasticNetwork& network, const nn::Parameters<Scalar>& parameters,
                 const Activity<Scalar>& activity, std::size_t layer, Columns columns,
                 MutableMatrixView<Scalar> signal) const;

  /// Learned weights: every layer above the first takes one step towards predicting the sampled values below it from
  /// its own, by the normalised delta rule averaged over the columns. Symmetric: nothing.
  void learn(const Activity<Scalar>& activity, Columns columns);

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  /// h_below is about weights * h_above + bias.
  struct Predictor {
    Matrix<Scalar> weights;
    Vector<Scalar> bias;
  };

  FeedbackOptions options_;
  std::vector<Predictor> predictors_;  ///< of layers 1 .. L - 1; none for symmetric weights
  Vector<Scalar> surprise_;            ///< workspace
};

}  // namespace rlrun::learners::map_propagation
