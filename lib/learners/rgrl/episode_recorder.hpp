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
  void record(const StateEncoder& states, const RewardEncoder& rewards, const ActionCodec& actions,
              const VectorView<double>& action, const StepResult& step);
  /// A copy of what was recorded since begin.
  [[nodiscard]] Episode<Scalar> finish() const;

  /// load throws StateError when the sizes differ.
  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  Index length_ = 0;
  Episode<Scalar> storage_;
  Vector<double> state_;
  Vector<double> reward_;
};

}  // namespace rlrun::learners::rgrl
