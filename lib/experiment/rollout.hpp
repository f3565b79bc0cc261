#pragma once

#include <span>
#include <string>
#include <vector>

#include "lib/config/factories.hpp"
#include "lib/core/learner.hpp"
#include "lib/core/lockstep.hpp"

namespace rlrun::experiment {

/// An episode as far as it has gone.
struct Episode {
  long number = 0;  ///< counted from 0 by start
  double episode_return = 0.0;
  long length = 0;  ///< steps
  bool terminated = false;
  bool truncated = false;

  [[nodiscard]] bool ended() const { return terminated || truncated; }
};

struct RolloutOptions {
  Index num_envs = 1;
  long time_limit = 0;    ///< steps after which an episode is truncated
  long max_episodes = 0;  ///< no more than these are started
  SlotSchedule schedule = SlotSchedule::rest_until_group_ends;
};

/// Episodes of a policy, in lockstep. Column i of every matrix is the i-th running episode; columns of slots that rest
/// do not exist. A step is `step`, then whatever the caller wants to do with the transitions, then `advance`.
/// Nothing is allocated after construction.
class Rollout {
 public:
  /// Episode k draws all its randomness from key.derive(k).
  Rollout(const config::EnvironmentMaker& make_environment, const RolloutOptions& options, RngKey key);

  /// Starts an episode in every slot, as long as there are episodes left. Requires that all slots rest.
  void start_group(Policy& policy);

  /// Acts and steps once. Passes on Paused of the policy; then nothing has happened. Throws DivergenceError that names
  /// the episode and its step when an action, observation or reward is not finite.
  TransitionBatch step(Policy& policy);

  /// What the last step did; valid between `step` and `advance`.
  [[nodiscard]] TransitionBatch transitions() const;

  /// Ended episodes leave their columns: by the schedule the slot starts the next one at once, or rests.
  void advance(Policy& policy);

  /// The running episodes, by column; between `step` and `advance` those that have just ended as well.
  [[nodiscard]] std::span<const Episode> episodes() const { return {episodes_.data(), size()}; }
  [[nodiscard]] Index running() const { return running_; }
  /// Whether a step was taken that `advance` has not completed.
  [[nodiscard]] bool in_step() const { return in_step_; }
  /// load throws StateError when the number of slots differs.
  void save(StateWriter& writer) const;
  void load(StateReader& reader);

  [[nodiscard]] bool episodes_left() const { return started_ < options_.max_episodes; }

 private:
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(running_); }
  [[nodiscard]] std::span<const Index> slots() const { return {slots_.data(), size()}; }
  void begin_episode(Policy& policy, Index column, Index slot);
  void require_finite_actions() const;
  [[nodiscard]] std::string moment(std::size_t column) const;
  void step_environments();
  void count_step(std::size_t column);
  void save_step(StateWriter& writer) const;
  void load_step(StateReader& reader);

  Lockstep environments_;
  RolloutOptions options_;
  RngKey key_;
  long started_ = 0;
  bool in_step_ = false;
  Index running_ = 0;

  // By column.
  std::vector<Index> slots_;
  std::vector<Episode> episodes_;
  std::vector<StepOutcome> outcomes_;
  std::vector<char> terminated_;
  std::vector<char> truncated_;
  Vector<double> rewards_;
  Matrix<double> observations_;
  Matrix<double> next_observations_;
  Matrix<double> actions_;
};

}  // namespace rlrun::experiment
