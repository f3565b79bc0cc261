#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "lib/config/reader.hpp"
#include "lib/core/environment.hpp"

namespace rlrun::learners::rgrl {

/// Turns an observation into the state vector of the world model, whose entries lie in [0, 1].
class StateEncoder {
 public:
  virtual ~StateEncoder() = default;
  [[nodiscard]] virtual Index size() const = 0;
  /// observation: the environment's; state: size() entries, overwritten.
  virtual void encode(const VectorView<double>& observation, MutableVectorView<double> state) const = 0;
};

/// `bins` leading ones a dimension (thermometer.hpp), dimension after dimension.
class ThermometerStateEncoder final : public StateEncoder {
 public:
  ThermometerStateEncoder(int bins, std::vector<double> low, std::vector<double> high);
  [[nodiscard]] Index size() const override;
  void encode(const VectorView<double>& observation, MutableVectorView<double> state) const override;

 private:
  Index bins_;
  std::vector<double> low_;
  std::vector<double> high_;
};

/// 1 / (1 + exp(slope * x)) for every x of the observation: decreasing where the slope is positive.
class SigmoidStateEncoder final : public StateEncoder {
 public:
  SigmoidStateEncoder(Index observation_size, double slope) : size_(observation_size), slope_(slope) {}
  [[nodiscard]] Index size() const override { return size_; }
  void encode(const VectorView<double>& observation, MutableVectorView<double> state) const override;

 private:
  Index size_;
  double slope_;
};

/// Reads the mapping `state_encoder`: its `name` (thermometer, sigmoid) and that encoder's keys.
std::shared_ptr<const StateEncoder> read_state_encoder(config::Reader& reader, const EnvironmentSpec& environment);

}  // namespace rlrun::learners::rgrl
