#pragma once

#include <memory>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/learners/rgrl/action_codec.hpp"
#include "lib/learners/rgrl/deduction.hpp"
#include "lib/learners/rgrl/state_encoder.hpp"

namespace rlrun::learners::rgrl {

/// What policy and learner share and never change.
struct RgrlSetup {
  RgrlOptions options;
  WorldModel model;
  std::shared_ptr<const StateEncoder> state_encoder;
  ActionCodec action_codec;
  int threads = 1;
};

/// The ensemble's parameters, one entry a member.
template <class Scalar>
using Ensemble = std::vector<nn::Parameters<Scalar>>;

/// Acts by deduction with a frozen ensemble. The running columns are cut into blocks by their number alone, whatever
/// the number of threads, and the blocks are worked on in parallel.
template <class Scalar>
class RgrlPolicy final : public Policy {
 public:
  RgrlPolicy(std::shared_ptr<const RgrlSetup> setup, Ensemble<Scalar> ensemble, RngKey key, Index num_envs);
  RgrlPolicy(const RgrlPolicy&) = delete;  // the frozen weights point into the ensemble
  RgrlPolicy& operator=(const RgrlPolicy&) = delete;
  ~RgrlPolicy() override = default;

  /// Acts with these parameters from now on.
  void set_ensemble(Ensemble<Scalar> ensemble);

  void begin_episode(Index slot, long episode, const VectorView<double>& observation) override;
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  void prepare(const MatrixView<double>& observations, std::span<const Index> slots);
  void deduce_block(Index first, Index count, RngKey dropout_key, Deduction<Scalar>& deduction);

  std::shared_ptr<const RgrlSetup> setup_;
  Ensemble<Scalar> ensemble_;
  std::vector<FrozenWeights<Scalar>> weights_;
  RngKey key_;
  Rng member_rng_;
  std::int64_t deductions_ = 0;
  std::vector<Rng> noise_rngs_;  ///< one a slot, keyed by the episode
  std::vector<Deduction<Scalar>> blocks_;
  std::vector<int> members_;
  Vector<double> encoded_;
  Matrix<Scalar> states_;         ///< (S x num_envs)
  Matrix<Scalar> plans_;          ///< (A x T*num_envs): block after block, time-major within a block
  Matrix<Scalar> first_actions_;  ///< (A x num_envs) pre-activations of the first step
};

}  // namespace rlrun::learners::rgrl
