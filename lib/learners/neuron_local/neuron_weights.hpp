#pragma once

#include <string>

#include "lib/nn/optimiser.hpp"
#include "lib/nn/parameters.hpp"

namespace rlrun::learners::neuron_local {

struct WeightOptions {
  nn::OptimiserKind optimiser = nn::OptimiserKind::sgd;
  double learning_rate = 0.01;
  double clip = 0.0;         ///< largest norm of a column of the gradient; 0: any
  double target_rate = 1.0;  ///< tau of the target copy
};

/// Weights of the neurons of a layer while they learn, one column a neuron: their gradient, optimiser and target copy.
template <class Scalar>
class NeuronWeights {
 public:
  /// All zero. `name` is what errors and saved states call them.
  NeuronWeights(const std::string& name, Index rows, Index neurons, const WeightOptions& options);

  [[nodiscard]] auto now() const { return now_[0]; }
  [[nodiscard]] auto target() const { return target_[0]; }
  /// To be overwritten before descend(): the gradient of what is to become smaller.
  auto gradient() { return gradient_[0]; }
  /// Sets weights and targets. values: (rows x neurons).
  void set(const MatrixView<Scalar>& values);

  /// Clips the gradient neuron by neuron, takes a step against it, and lets the target copy follow.
  /// Throws DivergenceError, naming the weights, when one is not finite.
  void descend();

  /// The next steps are `share` of the learning rate long.
  void set_rate_share(double share) { optimiser_.set_learning_rate(share * options_.learning_rate); }

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  void clip();

  WeightOptions options_;
  nn::Parameters<Scalar> now_;
  nn::Parameters<Scalar> target_;
  nn::Parameters<Scalar> gradient_;
  nn::Optimiser<Scalar> optimiser_;
};

}  // namespace rlrun::learners::neuron_local
