#pragma once

#include "lib/core/state_io.hpp"
#include "lib/learners/map_propagation/network.hpp"

namespace rlrun::learners::map_propagation {

enum class FeedbackKind {
  symmetric,  ///< the transposed forward weights (the paper)
  learned,    ///< weights of their own, trained to predict the layer below (the paper's suggestion in its discussion)
  mirrored,   ///< weights of their own, trained by the noise of the layer below (Akrout et al. 2019)
};

struct FeedbackOptions {
  FeedbackKind kind = FeedbackKind::symmetric;
  double learning_rate = 1e-4;  ///< of weights of their own
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

  /// A step of weights of their own, averaged over the columns; symmetric ones stay. Values are to be as drawn.
  /// learned: h_below is predicted from h by the normalised delta rule, which is stable for rates below 2.
  /// mirrored: the mean of (h_below - its mean) * (z - its running mean)^T over the variance of the layer below, which
  /// is the transpose of the forward weights. The mean is that of all steps, and
  /// of a thousand zeros before them, until 1 / learning_rate of them.
  void learn(const StochasticNetwork& network, const Activity<Scalar>& activity, Columns columns);

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  void learn_to_predict(const Activity<Scalar>& activity, std::size_t layer, Index column, double rate);
  void learn_from_noise(const StochasticNetwork& network, const Activity<Scalar>& activity, std::size_t layer,
                        Index column, double rate);

  FeedbackOptions options_;
  std::vector<Matrix<Scalar>> weights_;  ///< of layers 1 .. L - 1: (values below x values of the layer)
  /// Learned: of the prediction. Mirrored: the running mean of z. Empty for symmetric weights.
  std::vector<Vector<Scalar>> biases_;
  std::int64_t steps_ = 0;
  Vector<Scalar> below_;  ///< workspace
  Vector<Scalar> above_;
};

}  // namespace rlrun::learners::map_propagation
