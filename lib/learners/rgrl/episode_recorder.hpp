#pragma once

#include <memory>

#include "lib/learners/rgrl/action_codec.hpp"
#include "lib/learners/rgrl/experience.hpp"
#include "lib/learners/rgrl/reward_encoder.hpp"
#include "lib/learners/rgrl/state_encoder.hpp"

namespace rlrun::learners::rgrl {

/// Writes down one running episode, encoded, without allocating while it runs.
template <class Scalar>
class EpisodeRecorder {
 public:
  /// Room for episodes of up to `time_limit` steps.
  EpisodeRecorder(const StateEncoder& states, const RewardEncoder& rewards, const ActionCodec& actions,
                  long time_limit);

  void begin(const StateEncoder& encoder, const VectorView<double>& observation);
  /// Throws StateError when the episode is longer than the time limit, as it may be in a state that somebody changed.
  void record(const StateEncoder& states, const RewardEncoder& rewards, const ActionCodec& actions,
              const VectorView<double>& action, const StepResult& step);
  /// A copy of what was recorded since begin.
  [[nodiscard]] Episode<Scalar> finish() const { return copy_from(0); }
  /// A copy of the latest steps, so that all stretches taken since begin hold every window of `chunk` steps once.
  /// Shorter than a window when there is no new one.
  [[nodiscard]] Episode<Scalar> take(Index chunk);

  /// load throws StateError when the sizes differ or the steps that are to be taken next are none of the episode's.
  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  [[nodiscard]] Episode<Scalar> copy_from(Index first) const;

  Index length_ = 0;
  Index next_window_ = 0;  ///< first step of the windows that were not taken yet
  Episode<Scalar> storage_;
  Vector<double> state_;
  Vector<double> reward_;
};

}  // namespace rlrun::learners::rgrl
