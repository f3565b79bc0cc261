#include "envs/mountain_car/grades.hpp"

#include <algorithm>
#include <cmath>

#include "envs/mountain_car/dynamics.hpp"

namespace rlrun::envs::mountain_car {
namespace {

/// The root of the mechanical energy above the valley's bottom as a share of that at rest on top of the right hill; 1
/// at the flag. v^2 / 2 + gravity / 3 (1 + sin 3x) changes by push times velocity in every step; its root grows evenly
/// with the amplitude.
double swing(const StepResult& step) {
  if (step.terminated) return 1.0;
  constexpr double slope = Track{}.gravity;
  constexpr double hill = 2.0 * slope / 3.0;
  const double position = step.next_observation[0];
  const double velocity = step.next_observation[1];
  const double energy = velocity * velocity / 2.0 + slope / 3.0 * (1.0 + std::sin(3.0 * position));
  return std::min(1.0, std::sqrt(energy / hill));
}

}  // namespace

config::Grades grades() {
  return {{"swing",
           {"root of the car's mechanical energy, as a share of that at rest on top of the hill; 1 at the flag",
            [](config::Reader&) -> Grade { return swing; }}}};
}

}  // namespace rlrun::envs::mountain_car
