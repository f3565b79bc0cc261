#pragma once

#include <memory>
#include <vector>

#include "lib/learners/neuron_local/setup.hpp"

namespace rlrun::learners::neuron_local {

/// What goes through a network in some steps, one column a step: entry l is what layer l sees, with a row of ones
/// beneath it; the last entry is what the output neurons put out, likewise.
template <class Scalar>
struct Activations {
  Activations(const NeuronLocalSetup& setup, Index most_columns);

  [[nodiscard]] auto of(std::size_t layer, Index columns) const { return values[layer].leftCols(columns); }
  [[nodiscard]] auto of(std::size_t layer, Index columns) { return values[layer].leftCols(columns); }
  /// The same without the ones.
  [[nodiscard]] auto without_ones(std::size_t layer, Index columns) const {
    return values[layer].topLeftCorner(values[layer].rows() - 1, columns);
  }
  [[nodiscard]] auto without_ones(std::size_t layer, Index columns) {
    return values[layer].topLeftCorner(values[layer].rows() - 1, columns);
  }

  std::vector<Matrix<Scalar>> values;
};

/// Steps from which all layers learn; column by column.
template <class Scalar>
struct NetworkSteps {
  const Activations<Scalar>& activations;
  const Activations<Scalar>& next_activations;  ///< of the target weights, without noise
  MatrixView<Scalar> learns;     ///< (all neurons x B) 1 for neurons that learn, 0 for those that are held fixed
  MatrixView<Scalar> rewards;    ///< (1 x B)
  MatrixView<Scalar> continues;  ///< (1 x B) 0 where the episode terminated, else 1
  std::span<const Index> slots;  ///< B; empty without traces
};

/// The layers, one above the other.
template <class Scalar>
class Network {
 public:
  Network(const NeuronLocalSetup& setup, Index most_columns, Index slots, RngKey initialisation_key);

  [[nodiscard]] const std::vector<Layer<Scalar>>& layers() const { return layers_; }
  std::vector<Layer<Scalar>>& layers() { return layers_; }

  /// Goes upwards from the first entry of `activations`, which must be there. noise: (all neurons x B), added to the
  /// outputs; those of output neurons whose readout is bounded are then cut to [-1, 1].
  void act(Activations<Scalar>& activations, const MatrixView<Scalar>& noise) const;

  /// The same with the target weights and without noise.
  void act_as_target(Activations<Scalar>& activations, Index columns) const;

  /// All layers learn from the same steps; none depends on what another one learns from them.
  /// Throws DivergenceError as Layer::learn does.
  void learn(const NetworkSteps<Scalar>& steps);

  /// The next steps of the neurons' weights, not of their critics', are `share` of their learning rates long.
  void set_rate_share(double share);

  /// Of the latest learn, one entry a layer; zero for frozen layers.
  [[nodiscard]] const std::vector<LayerStatistics>& statistics() const { return statistics_; }

  void begin_episode(Index slot);

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  std::vector<Layer<Scalar>> layers_;
  std::vector<char> frozen_;
  std::vector<LayerStatistics> statistics_;
  bool bounded_outputs_;
};

}  // namespace rlrun::learners::neuron_local
