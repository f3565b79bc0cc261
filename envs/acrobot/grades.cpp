#include "envs/acrobot/grades.hpp"

#include <algorithm>

namespace rlrun::envs::acrobot {
namespace {

/// Height of the tip above the pivot in lengths of a link, from -2 where both links hang to the 1 that is the goal.
/// Observations begin with cosine and sine of both angles.
double tip_height(const StepResult& step) {
  constexpr double lowest = -2.0;
  constexpr double goal = 1.0;
  const auto& o = step.next_observation;
  const double cosine_of_sum = o[0] * o[2] - o[1] * o[3];
  return std::clamp((-o[0] - cosine_of_sum - lowest) / (goal - lowest), 0.0, 1.0);
}

}  // namespace

config::Grades grades() {
  return {{"tip_height",
           {"height of the tip, from 0 where both links hang to 1 at the goal",
            [](config::Reader&) -> Grade { return tip_height; }}}};
}

}  // namespace rlrun::envs::acrobot
