#pragma once

#include "envs/lunar_lander/environment.hpp"
#include "lib/core/replayer.hpp"

namespace rlrun::envs::lunar_lander {

/// For recordings of observations with the draws of the engines' noise. They do not tell the terrain or the state of
/// the legs: only steps of an episode before hull or legs touch the ground can be repeated. A step that leaves the
/// world so low that the hull may have touched the ground in it is not repeated either.
class FlightReplayer final : public Replayer {
 public:
  explicit FlightReplayer(Control control, const Parameters& parameters = {});

  [[nodiscard]] Index entries() const override { return std::tuple_size_v<Observation>; }
  [[nodiscard]] Index noise_entries() const override { return 2; }
  /// In observation units. The recorded legs swing out to their stops early in a flight, these are there from the
  /// start: the jolt of the angular velocity is 0.008.
  [[nodiscard]] double usual_tolerance() const override { return 0.012; }
  [[nodiscard]] double reward_tolerance_factor() const override { return 20.0; }

  [[nodiscard]] bool can_repeat(const RecordedTransition& transition) override;
  StepOutcome repeat(const RecordedTransition& transition, MutableVectorView<double> after) override;

 private:
  Control control_;
  Parameters parameters_;
  bool in_flight_ = true;
};

}  // namespace rlrun::envs::lunar_lander
