#pragma once

#include <memory>

#include "lib/core/rng.hpp"
#include "lib/core/state_io.hpp"
#include "lib/core/types.hpp"

namespace rlrun::learners::reinforcement_modified {

/// What stands between the inputs and the network. The author tried autoencoders and restricted Boltzmann machines.
enum class EncoderKind { none, autoencoder, rbm };

/// Visible units of a restricted Boltzmann machine.
enum class Visible {
  gaussian,  ///< real inputs of deviation 1
  binary,    ///< inputs in [0, 1]
};

struct EncoderOptions {
  EncoderKind kind = EncoderKind::none;
  int units = 16;
  double learning_rate = 0.01;
  double weight_range = 0.1;     ///< first weights are uniform in +- this; biases begin at 0
  long training_inputs = 0;      ///< so many inputs are learned from, then the code is fixed; 0: all
  long pretraining_samples = 0;  ///< inputs that the encoder learns from before the network learns from its code, which
                                 ///< is then fixed; 0: both learn at once
  int steps = 1;                 ///< rbm: of contrastive divergence
  Visible visible = Visible::gaussian;
};

/// Learns a code of inputs without knowing what they are for. It works on up to `capacity` columns at a time.
template <class Scalar>
class Encoder {
 public:
  virtual ~Encoder() = default;

  /// inputs: (input_size x B); codes: (units x B), overwritten, in (0, 1).
  virtual void encode(const MatrixView<Scalar>& inputs, MutableMatrixView<Scalar> codes) const = 0;

  /// One step on B inputs. Returns their mean squared error of reconstruction before it, over entries.
  /// Throws DivergenceError when the gradient is not finite.
  virtual Scalar learn(const MatrixView<Scalar>& inputs) = 0;

  virtual void reserve(Index capacity) = 0;
  [[nodiscard]] virtual Index parameter_count() const = 0;
  [[nodiscard]] virtual std::unique_ptr<Encoder> clone() const = 0;
  virtual void save(StateWriter& writer) const = 0;
  virtual void load(StateReader& reader) = 0;
};

/// Null for EncoderKind::none.
template <class Scalar>
std::unique_ptr<Encoder<Scalar>> make_encoder(const EncoderOptions& options, Index input_size, Index capacity,
                                              RngKey key);

}  // namespace rlrun::learners::reinforcement_modified
