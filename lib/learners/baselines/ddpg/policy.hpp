#pragma once

#include <memory>

#include "lib/core/learner.hpp"
#include "lib/learners/baselines/ddpg/setup.hpp"

namespace rlrun::learners::ddpg {

/// A frozen actor that acts without noise.
template <class Scalar>
class DdpgPolicy final : public Policy {
 public:
  DdpgPolicy(std::shared_ptr<const DdpgSetup> setup, nn::Parameters<Scalar> actor, Index num_envs);

  void begin_episode(Index /*slot*/, long /*episode*/, const VectorView<double>& /*observation*/) override {}
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;

 private:
  std::shared_ptr<const DdpgSetup> setup_;
  nn::Parameters<Scalar> actor_;
  nn::MlpPass<Scalar> pass_;
  Matrix<Scalar> observations_;  ///< (observation_size x num_envs), scaled
};

}  // namespace rlrun::learners::ddpg
