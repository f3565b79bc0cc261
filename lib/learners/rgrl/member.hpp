#pragma once

#include "lib/learners/rgrl/experience.hpp"
#include "lib/learners/rgrl/priority_tree.hpp"
#include "lib/learners/rgrl/window_pass.hpp"
#include "lib/nn/optimiser.hpp"

namespace rlrun::learners::rgrl {

/// Means over the updates of one learning phase of one member.
struct PhaseStatistics {
  double reward_loss = 0.0;
  double state_loss = 0.0;
  double gradient_norm = 0.0;
};

/// One world model of the ensemble while it learns: parameters, optimiser, priorities, elastic weights. Members share
/// the experience and nothing else, so that they can learn in parallel.
template <class Scalar>
class Member {
 public:
  Member(const WorldModel& model, const RgrlOptions& options, RngKey initialisation_key);

  /// One learning phase (Wang 2024, Algorithm 1 and the additions after it). Throws DivergenceError, naming the tensor,
  /// when a gradient is not finite. Does nothing while there is no window.
  PhaseStatistics learn(const Experience<Scalar>& experience, RngKey key);

  /// Updates while episodes run, at the learning rate that the next phase begins with. New windows get a priority; all
  /// are computed anew when `refresh_interval` updates have passed since they were last. Otherwise as learn.
  PhaseStatistics learn_online(const Experience<Scalar>& experience, RngKey key);

  /// Drops the priorities of windows that are to be removed from the experience, where they have any; later windows
  /// move up.
  void forget(WindowRange windows);

  /// One update on the given windows: the mean loss of the reward and state sequences, and elastic weights.
  /// Returns the losses and the norm of the gradient.
  PhaseStatistics update(const Experience<Scalar>& experience, std::span<const Index> windows, Rng& dropout_rng);

  /// Keeps the present weights as W* and their Fisher information on the whole experience for the next phases.
  void consolidate(const Experience<Scalar>& experience, Rng& dropout_rng);

  /// sum over all weights of (lambda / 2) F (W - W*)^2, equation (5).
  [[nodiscard]] double elastic_penalty() const;

  [[nodiscard]] const nn::Parameters<Scalar>& parameters() const { return parameters_; }
  nn::Parameters<Scalar>& parameters() { return parameters_; }
  [[nodiscard]] const nn::Parameters<Scalar>& fisher() const { return fisher_; }
  [[nodiscard]] const PriorityTree& priorities() const { return priorities_; }

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  struct Generators {
    explicit Generators(RngKey key) : draw(key.derive("draw")), dropout(key.derive("dropout")) {}
    Rng draw, dropout;
  };

  template <class LearningRate>
  PhaseStatistics update_many(const Experience<Scalar>& experience, int updates, LearningRate&& learning_rate,
                              Generators& generators);
  double descend(const LiveWeights<Scalar>& weights, Index windows);
  void rate_new_windows(const Experience<Scalar>& experience, Rng& dropout_rng);
  void refresh_if_due(const Experience<Scalar>& experience, Rng& dropout_rng);
  void draw(Rng& rng, std::span<Index> windows) const;
  void refresh(const Experience<Scalar>& experience, Index first, Rng& dropout_rng);
  void renew_drawn(std::span<const Index> windows);
  [[nodiscard]] double first_learning_rate() const;
  [[nodiscard]] double learning_rate(int update) const;

  const WorldModel* model_;
  RgrlOptions options_;
  nn::Parameters<Scalar> parameters_;
  nn::Parameters<Scalar> d_parameters_;
  nn::Optimiser<Scalar> optimiser_;
  bool in_place_;                  ///< updates store no gradient
  nn::Parameters<Scalar> anchor_;  ///< W* of equation (5)
  nn::Parameters<Scalar> fisher_;  ///< F of equation (5); zero until the first phase is over
  PriorityTree priorities_;
  WindowPass<Scalar> update_pass_;
  WindowPass<Scalar> scan_pass_;
  std::int64_t phases_ = 0;                 ///< learning phases that are over
  std::int64_t updates_since_refresh_ = 0;  ///< of all priorities
};

}  // namespace rlrun::learners::rgrl
