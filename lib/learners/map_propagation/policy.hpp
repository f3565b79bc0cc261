#pragma once

#include "lib/core/learner.hpp"
#include "lib/learners/map_propagation/network.hpp"
#include "lib/learners/map_propagation/output_codec.hpp"

namespace rlrun::learners::map_propagation {

/// A frozen actor: every action is drawn from the network as in learning.
template <class Scalar>
class StochasticPolicy final : public Policy {
 public:
  StochasticPolicy(StochasticNetwork network, nn::Parameters<Scalar> parameters, OutputCodec codec, RngKey key,
                   Index num_envs);

  void begin_episode(Index /*slot*/, long /*episode*/, const VectorView<double>& /*observation*/) override {}
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;

 private:
  StochasticNetwork network_;
  nn::Parameters<Scalar> parameters_;
  OutputCodec codec_;
  Activity<Scalar> activity_;
  Rng rng_;
};

}  // namespace rlrun::learners::map_propagation
