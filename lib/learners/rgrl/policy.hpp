#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "lib/core/learner.hpp"
#include "lib/learners/rgrl/action_codec.hpp"
#include "lib/learners/rgrl/column_blocks.hpp"
#include "lib/learners/rgrl/deduction.hpp"
#include "lib/learners/rgrl/member_kinds.hpp"
#include "lib/learners/rgrl/plan_distribution.hpp"
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

/// Acts by deduction with a frozen ensemble. A running environment has several plans (DeductionOptions::candidates),
/// each a column of the same matrix products. The columns are cut into blocks, which are worked on in parallel.
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

  /// A deduction is stopped between two passes; acting again then begins it anew, with the same random numbers.
  void obey(PauseRequests requests) override { stop_ = std::move(requests.stop); }

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  /// Workspaces of a block of columns, one for each kind of member.
  using Deductions = std::vector<Deduction<Scalar>>;

  void encode(const MatrixView<double>& observations);
  void deduce(std::span<const Index> slots);
  void draw_plan(Index slot, ColumnBlock block, Index column);
  bool has_to_stop();
  void deduce_block(ColumnBlock block, RngKey dropout_key, Deductions& deductions);
  void search(std::span<const Index> slots);
  void search_round(std::span<const Index> slots, bool first);
  void compare_block(ColumnBlock block, Deductions& deductions);
  void compare(ColumnBlock block, const MatrixView<Scalar>& plan, Deductions& deductions);
  [[nodiscard]] MutableMatrixView<Scalar> candidate_plans(Index environment);
  void execute(Index environment, Index slot, MutableVectorView<double> action);
  [[nodiscard]] MutableMatrixView<Scalar> previous_plan(Index slot);

  std::shared_ptr<const RgrlSetup> setup_;
  Ensemble<Scalar> ensemble_;
  std::vector<FrozenWeights<Scalar>> weights_;
  RngKey key_;
  Rng member_rng_;
  std::int64_t deductions_ = 0;
  std::vector<Rng> noise_rngs_;  ///< one a slot, keyed by the episode
  std::vector<Rng> noise_rngs_before_;
  std::function<bool()> stop_;
  std::atomic<bool> stopped_ = false;  ///< the deduction that is going on
  std::vector<Deductions> blocks_;
  std::vector<int> members_;
  Vector<double> encoded_;
  double noise_;
  double center_;           ///< pre-activation around which plans begin
  Matrix<Scalar> states_;   ///< (S x candidates*num_envs): environment after environment, candidate after candidate
  Matrix<Scalar> plans_;    ///< (A x T*candidates*num_envs): block after block, time-major within a block
  Matrix<Scalar> deduced_;  ///< the same after deduction, or as drawn, column after column
  Vector<double> errors_;   ///< candidates*num_envs: sum over the members of the error of a column's plan
  Matrix<Scalar>
      previous_plans_;  ///< (A x T*num_envs), slot after slot: executed at the step before; center_ at the start
  std::vector<PlanDistribution<Scalar>> distributions_;  ///< one a running environment where plans are drawn
};

}  // namespace rlrun::learners::rgrl
