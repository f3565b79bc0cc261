#include "envs/lunar_lander/grades.hpp"

#include <algorithm>
#include <cmath>

#include "envs/lunar_lander/guidance.hpp"
#include "envs/lunar_lander/observation.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

constexpr double widest_error = 0.5;  ///< from which on an error counts in full
constexpr double dearest_step = 0.2;  ///< loss of reward on the ground from which on spending counts in full
constexpr double full_error =
    1.0 - 1e-12;  ///< less than 1, so that no lander in flight is graded like one that crashed

double final_grade(const StepResult& step) { return step.reward > 0.0 ? 1.0 : 0.0; }

/// 1 less half the sum of three errors, none above 1: those of turning and of sinking and, with a leg on the ground,
/// the fuel that the step has spent, which its reward tells.
double glide(const StepResult& step) {
  if (step.terminated) return final_grade(step);
  const auto [turn, rise] = guidance_error(step.next_observation);
  const double turning = std::min(full_error, std::abs(turn) / widest_error);
  const double sinking = std::min(full_error, std::abs(rise) / widest_error);
  const bool on_ground = touches_ground(step.next_observation);
  const double spending = on_ground ? std::clamp(-step.reward / dearest_step, 0.0, 1.0) : 0.0;
  return std::max(0.0, 1.0 - (turning + sinking + spending) / 2.0);
}

Grade read_landing(config::Reader& reader) {
  double low = -250.0;
  double high = 20.0;
  reader.read("low", low, config::Range::any(), {"potential at which the grade is 0"});
  reader.read("high", high, config::Range::any(), {"potential at which the grade is 1"});
  if (!(low < high)) reader.reject("high", "must be above low");
  return [low, high](const StepResult& step) {
    if (step.terminated) return final_grade(step);
    Observation observation;
    std::copy_n(step.next_observation.data(), observation.size(), observation.begin());
    return std::clamp((shaping(observation) - low) / (high - low), 0.0, 1.0);
  };
}

}  // namespace

config::Grades grades() {
  return {{"glide",
           {"nearness to the targets of the controller by hand in Gym's lunar_lander.py: turn toward the pad, sink in "
            "proportion to the height; on the ground be upright and spend no fuel",
            [](config::Reader&) -> Grade { return glide; }}},
          {"landing", {"the potential whose increase is the reward, from low to high", read_landing}}};
}

}  // namespace rlrun::envs::lunar_lander
