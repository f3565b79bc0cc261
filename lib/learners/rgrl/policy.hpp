#pragma once

#include <memory>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/learners/rgrl/action_codec.hpp"
#include "lib/learners/rgrl/column_blocks.hpp"
#include "lib/learners/rgrl/deduction.hpp"
#include "lib/learners/rgrl/member_kinds.hpp"
#include "lib/learners/rgrl/state_encoder.hpp"

namespace rlrun::learners::rgrl {

/// What policy and learner share and never change.
struct RgrlSetup {
  RgrlOptions options;
  MemberKinds kinds;
  std::shared_ptr<const StateEncoder> state_encoder;
  ActionCodec action_codec;
  int acting_threads = 1;    ///< among which the columns of a deduction are divided
  int learning_threads = 1;  ///< among which the members are divided
};

/// The ensemble's parameters, one entry a member.
template <class Scalar>
using Ensemble = std::vector<nn::Parameters<Scalar>>;

/// Acts by deduction with a frozen ensemble. A running environment has `starts` plans, each a column of the same matrix
/// products. The columns are cut into blocks, which are worked on in parallel.
template <class Scalar>
class RgrlPolicy final : public Policy {
 public:
  RgrlPolicy(std::shared_ptr<const RgrlSetup> setup, Ensemble<Scalar> ensemble, RngKey key, Index num_envs);
  RgrlPolicy(const RgrlPolicy&) = delete;  // the frozen weights point into the ensemble
  RgrlPolicy& operator=(const RgrlPolicy&) = delete;
  ~RgrlPolicy() override = default;

  /// Acts with these parameters from now on.
  void set_ensemble(Ensemble<Scalar> ensemble);

  /// Standard deviation of the initial pre-activations from now on; at first that of the options.
  void set_noise(double noise) { noise_ = noise; }
  [[nodiscard]] double noise() const { return noise_; }

  void begin_episode(Index slot, long episode, const VectorView<double>& observation) override;
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  void prepare(const MatrixView<double>& observations, std::span<const Index> slots);
  void draw_plan(Index slot, ColumnBlock block, Index column);
  /// Workspaces of a block of columns, one for each kind of member.
  using Deductions = std::vector<Deduction<Scalar>>;

  void deduce_block(ColumnBlock block, RngKey dropout_key, Deductions& deductions);
  void compare_starts(ColumnBlock block, const MatrixView<Scalar>& plan, Deductions& deductions);
  void execute(Index environment, Index slot, MutableVectorView<double> action);
  [[nodiscard]] MutableMatrixView<Scalar> previous_plan(Index slot);

  std::shared_ptr<const RgrlSetup> setup_;
  Ensemble<Scalar> ensemble_;
  std::vector<FrozenWeights<Scalar>> weights_;
  RngKey key_;
  Rng member_rng_;
  std::int64_t deductions_ = 0;
  std::vector<Rng> noise_rngs_;  ///< one a slot, keyed by the episode
  std::vector<Deductions> blocks_;
  std::vector<int> members_;
  Vector<double> encoded_;
  double noise_;
  double center_;           ///< pre-activation around which plans begin
  Matrix<Scalar> states_;   ///< (S x starts*num_envs): environment after environment, start after start
  Matrix<Scalar> plans_;    ///< (A x T*starts*num_envs): block after block, time-major within a block
  Matrix<Scalar> deduced_;  ///< the same after deduction, column after column
  Vector<double> errors_;   ///< starts*num_envs: sum over the members of the error of a column's deduced plan
  Matrix<Scalar>
      previous_plans_;  ///< (A x T*num_envs), slot after slot: executed at the step before; center_ at the start
};

}  // namespace rlrun::learners::rgrl
