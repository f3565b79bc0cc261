#pragma once

#include "lib/learners/common/noise.hpp"
#include "lib/learners/neuron_local/options.hpp"

namespace rlrun::learners::neuron_local {

/// Noise of every neuron and the set of neurons that explore, for every slot.
class Exploration {
 public:
  /// sigmas: one a neuron, those of the `outputs` output neurons last.
  Exploration(const ExplorationOptions& options, const Vector<double>& sigmas, Index outputs, Index slots, RngKey key);

  void begin_episode(Index slot, long episode);

  /// Takes a step of the slot. noise, explores: one entry a neuron, overwritten with the noise (0 for neurons that do
  /// not explore) and with 1 for those that do, 0 for the others. share: what the noise is multiplied by.
  template <class Scalar>
  void advance(Index slot, double share, MutableVectorView<Scalar> noise, MutableVectorView<Scalar> explores);

  /// The generator of the slot's episode.
  Rng& generator(Index slot) { return noise_.generator(slot); }

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  void draw(Index slot);

  ExplorationOptions options_;
  Index drawn_;  ///< the first neurons, those to which the fraction applies
  Noise noise_;
  Matrix<double> explores_;  ///< (neurons x slots) 0 or 1
};

}  // namespace rlrun::learners::neuron_local
