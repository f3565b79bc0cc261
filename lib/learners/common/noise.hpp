#pragma once

#include <string_view>
#include <vector>

#include "lib/config/reader.hpp"
#include "lib/core/rng.hpp"
#include "lib/core/state_io.hpp"
#include "lib/core/types.hpp"

namespace rlrun::learners {

enum class NoiseKind { gaussian, ornstein_uhlenbeck };

/// Exploration noise on the outputs of units.
struct NoiseOptions {
  NoiseKind kind = NoiseKind::ornstein_uhlenbeck;
  double sigma = 0.2;        ///< standard deviation of what is drawn at every step
  double reversion = 0.15;   ///< theta of the Ornstein-Uhlenbeck process: x += -theta x + sigma N(0, 1)
  double final_share = 1.0;  ///< share of the noise that is left after decay_steps
  long decay_steps = 0;      ///< steps of the environments in which the noise falls linearly; 0: it does not
};

/// Reads kind, sigma, reversion, final_share and decay_steps.
void read_noise(config::Reader& reader, NoiseOptions& options);

/// What is left after `steps` of what falls linearly from 1 to final_share in decay_steps; 0: it does not fall.
double linear_share(double final_share, long decay_steps, long steps);

/// The share of the noise that is left after `steps`.
double noise_share(const NoiseOptions& options, long steps);

/// A noise process of some entries for every slot. An episode's noise depends on the key and its number alone.
class Noise {
 public:
  /// sigmas: the standard deviation of every entry; options.sigma is not used.
  Noise(const NoiseOptions& options, Vector<double> sigmas, Index slots, RngKey key);

  /// Begins anew at 0.
  void begin_episode(Index slot, long episode);
  /// Takes a step. Returns the noise of the slot: one entry a sigma.
  VectorView<double> advance(Index slot);
  /// The generator of the slot, for what else its episode has to draw.
  Rng& generator(Index slot) { return generators_[static_cast<std::size_t>(slot)]; }

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  NoiseOptions options_;
  Vector<double> sigmas_;
  RngKey key_;
  std::vector<Rng> generators_;
  Matrix<double> values_;  ///< (entries x slots)
};

}  // namespace rlrun::learners
