#pragma once

#include <functional>
#include <vector>

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

/// Asked between the parts of a phase: whether to break it off, by throwing Paused.
using PauseRequest = std::function<bool()>;

/// One world model of the ensemble while it learns: parameters, optimiser, priorities, elastic weights. Members share
/// the experience and nothing else, so that they can learn in parallel.
template <class Scalar>
class Member {
 public:
  Member(const WorldModel& model, const RgrlOptions& options, RngKey initialisation_key);

  /// One learning phase (Wang 2024, Algorithm 1 and the additions after it). Throws DivergenceError, naming the tensor,
  /// when a gradient is not finite. Does nothing while there is no window. Where `pause` says yes it throws Paused: the
  /// same call, also of another object that has loaded the state, then goes on with the phase.
  PhaseStatistics learn(const Experience<Scalar>& experience, RngKey key, const PauseRequest& pause = {});

  /// Updates while episodes run, at the learning rate that the next phase begins with. New windows get a priority; all
  /// are computed anew when `refresh_interval` updates have passed since they were last. Otherwise as learn.
  PhaseStatistics learn_online(const Experience<Scalar>& experience, RngKey key, const PauseRequest& pause = {});

  /// Drops the priorities of windows that are to be removed from the experience, where they have any; later windows
  /// move up.
  void forget(WindowRange windows);

  /// One update on the given windows: the mean loss of the reward and state sequences, and elastic weights.
  /// Returns the losses and the norm of the gradient.
  PhaseStatistics update(const Experience<Scalar>& experience, std::span<const Index> windows, Rng& dropout_rng);

  /// Keeps the present weights as W* and their Fisher information on the whole experience for the next phases. Goes on,
  /// as `learn`, where `pause` broke it off.
  void consolidate(const Experience<Scalar>& experience, Rng& dropout_rng, const PauseRequest& pause = {});

  /// sum over all weights of (lambda / 2) F (W - W*)^2, equation (5).
  [[nodiscard]] double elastic_penalty() const;

  [[nodiscard]] const nn::Parameters<Scalar>& parameters() const { return parameters_; }
  nn::Parameters<Scalar>& parameters() { return parameters_; }
  [[nodiscard]] const nn::Parameters<Scalar>& fisher() const { return fisher_; }
  [[nodiscard]] const PriorityTree& priorities() const { return priorities_; }

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  /// How far the phase that is going on has come. All it needs beside what a member always has, so that it can be
  /// broken off and go on, in another process too.
  struct Phase {
    explicit Phase(RngKey key) : draw(key.derive("draw")), dropout(key.derive("dropout")) {}

    bool is_on = false;
    std::int64_t updates = 0;  ///< that are done
    PhaseStatistics sum;       ///< over them
    Rng draw, dropout;
    std::int64_t next_rated = 0;  ///< all windows up to the last get new priorities, from this one on
    bool consolidates = false;
    std::int64_t next_consolidated = 0;  ///< window from which on the Fisher information is to be summed up
  };

  void begin_phase(const Experience<Scalar>& experience, RngKey key);
  template <class LearningRate>
  PhaseStatistics update_many(const Experience<Scalar>& experience, int updates, LearningRate&& learning_rate,
                              const PauseRequest& pause);
  void update_once(const Experience<Scalar>& experience);
  void save_phase(StateWriter& writer) const;
  void load_phase(StateReader& reader);
  double descend(const LiveWeights<Scalar>& weights, Index windows);
  [[nodiscard]] bool refresh_is_due() const;
  void draw(Rng& rng, std::span<Index> windows) const;
  void rate(const Experience<Scalar>& experience, const PauseRequest& pause);
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
  std::vector<Index> windows_;  ///< of an update
  Phase phase_ = Phase(RngKey());
  std::int64_t phases_ = 0;                 ///< learning phases that are over
  std::int64_t updates_since_refresh_ = 0;  ///< of all priorities
};

}  // namespace rlrun::learners::rgrl
