#pragma once

#include "lib/config/reader.hpp"
#include "lib/core/environment.hpp"
#include "lib/learners/common/box_map.hpp"

namespace rlrun::learners::neuron_local {

enum class Features {
  raw,      ///< the observation
  authors,  ///< MountainCar: velocity - 0.01 (position + 0.01) alone (the authors' code)
};

/// Turns observations into what the first layer sees.
class ObservationEncoder {
 public:
  ObservationEncoder(Features features, const BoxSpace& box)
      : features_(features), map_(box), selected_(box.low.size(), 1) {}

  [[nodiscard]] Index size() const { return map_.size(); }

  /// observations: (observation_size x B); values: (size x B), overwritten.
  template <class Scalar>
  void encode(const MatrixView<double>& observations, MutableMatrixView<Scalar> values);

 private:
  Features features_;
  BoxMap map_;
  Matrix<double> selected_;  ///< (size x 1)
};

/// Reads `features` and `observation_scale`. Reports an environment that has other observations than the features need.
ObservationEncoder read_observation_encoder(config::Reader& reader, const EnvironmentSpec& environment);

}  // namespace rlrun::learners::neuron_local
