#pragma once

#include <limits>
#include <span>
#include <string_view>
#include <utility>

#include "lib/core/state_io.hpp"
#include "lib/core/types.hpp"

namespace rlrun::nn {

enum class OptimiserKind { sgd, adam, rmsprop };

/// Every optimiser with its name in configs.
std::span<const std::pair<std::string_view, OptimiserKind>> optimiser_names();

/// Names and defaults are PyTorch's where it has them.
struct OptimiserOptions {
  OptimiserKind kind = OptimiserKind::sgd;
  double learning_rate = 0.01;
  double momentum = 0.0;  ///< of sgd and rmsprop: the share of the last update that is kept
  bool nesterov = false;  ///< sgd only: looks ahead along the momentum
  double beta1 = 0.9;     ///< adam: decay of the mean of the gradients
  double beta2 = 0.999;   ///< adam: decay of the mean of their squares
  double alpha = 0.99;    ///< rmsprop: decay of the mean of the squares
  double epsilon = 1e-8;  ///< adam, rmsprop: added to the root of the mean square, against division by zero
  /// adam: the bias of the running means is corrected in this many steps and no longer after; without a limit as
  /// published.
  long bias_correction_steps = std::numeric_limits<long>::max();
  double weight_decay = 0.0;  ///< L2: weight_decay * parameters is added to the gradient

  /// Whether a step is the gradient times the learning rate, and nothing else.
  [[nodiscard]] bool is_plain() const { return kind == OptimiserKind::sgd && momentum == 0.0 && weight_decay == 0.0; }
};

/// Gradient descent on a flat array of parameters. Adam: Kingma and Ba, "Adam: a method for stochastic optimization",
/// ICLR 2015; RMSprop: Hinton's lecture 6e; Nesterov's momentum in PyTorch's form.
template <class Scalar>
class Optimiser {
 public:
  /// For `size` parameters; all moments begin at 0.
  Optimiser(const OptimiserOptions& options, Index size);

  /// One update of `parameters` in place. Both have `size` entries. Nothing is allocated.
  void step(const VectorView<Scalar>& gradient, MutableVectorView<Scalar> parameters);

  /// The same, and sets the gradient to zero for the next one to be added up. Returns its squared norm, which is not
  /// finite when an entry is not; the parameters are spoiled then. All in one pass, where memory is what takes the
  /// time.
  double step_and_clear(MutableVectorView<Scalar> gradient, MutableVectorView<Scalar> parameters);

  /// For schedules: the learning rate of the next steps.
  void set_learning_rate(double learning_rate) { options_.learning_rate = learning_rate; }

  [[nodiscard]] double learning_rate() const { return options_.learning_rate; }

  [[nodiscard]] long steps() const { return steps_; }
  /// Adam: running mean of the gradients; sgd and rmsprop: momentum buffer. Empty where it is not used.
  [[nodiscard]] const Vector<Scalar>& first_moment() const { return first_moment_; }
  /// Adam and rmsprop: running mean of the squared gradients. Empty for sgd.
  [[nodiscard]] const Vector<Scalar>& second_moment() const { return second_moment_; }

  /// Number of steps and moments, not the options. load throws StateError when the sizes differ or a
  /// moment is not finite.
  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  /// Counts the step and finds what is the same for all of its parts.
  void begin_step();
  /// A part of a step: entries `first` .. `first` + `count` - 1.
  void step_part(const VectorView<Scalar>& gradient, MutableVectorView<Scalar>& parameters, Index first, Index count);
  void step_sgd(const VectorView<Scalar>& gradient, MutableVectorView<Scalar> parameters, Index first);
  void step_adam(const VectorView<Scalar>& gradient, MutableVectorView<Scalar> parameters, Index first);
  void step_rmsprop(const VectorView<Scalar>& gradient, MutableVectorView<Scalar> parameters, Index first);

  OptimiserOptions options_;
  double log_beta1_;
  double log_beta2_;
  long steps_ = 0;
  double bias_corrected_rate_ = 0.0;  ///< adam, of this step
  double root_correction_ = 0.0;      ///< adam, of this step: what corrects the root of the mean square
  Vector<Scalar> first_moment_;
  Vector<Scalar> second_moment_;
};

}  // namespace rlrun::nn
