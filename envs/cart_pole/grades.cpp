#include "envs/cart_pole/grades.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "envs/cart_pole/dynamics.hpp"

namespace rlrun::envs::cart_pole {
namespace {

using config::Range;
using config::Reader;

constexpr std::size_t entries = 4;

/// Reads one number an entry of the observation.
Vector<double> read_entries(Reader& reader, std::string_view key, std::vector<double> values, Range range,
                            config::Doc doc) {
  reader.read(key, values, range, doc);
  if (values.size() != entries) reader.reject(key, "needs 4 numbers, one an entry of the observation");
  return Eigen::Map<const Vector<double>>(values.data(), std::ssize(values));
}

/// 1 - max_i |observation_i| / limit_i: 1 in the middle, 0 at a limit and on failure.
Grade read_margin(Reader& reader) {
  const Parameters parameters;
  const Vector<double> limits =
      read_entries(reader, "limits", {parameters.position_limit, 0.0, parameters.angle_limit, 0.0}, Range::at_least(0),
                   {"|entry of the observation| at which the grade is 0, one number an entry; 0 leaves the entry out"});
  return [limits](const StepResult& step) {
    if (step.terminated) return 0.0;
    double worst = 0.0;
    for (Index i = 0; i < limits.size(); ++i) {
      if (limits[i] > 0.0) worst = std::max(worst, std::abs(step.next_observation[i]) / limits[i]);
    }
    return std::max(0.0, 1.0 - worst);
  };
}

/// 1 - |weights . observation| / width: 1 where a linear controller would not push; 0 from `width` on and on failure.
Grade read_linear(Reader& reader) {
  const Vector<double> weights =
      read_entries(reader, "weights", {0.05, 0.085, 1.0, 0.17}, Range::any(),
                   {"weights of the linear controller, one number an entry of the observation"});
  double width = 0.2;
  reader.read("width", width, Range::above(0), {"|weights . observation| at which the grade is 0"});
  return [weights, width](const StepResult& step) {
    if (step.terminated) return 0.0;
    return std::max(0.0, 1.0 - std::abs(weights.dot(step.next_observation)) / width);
  };
}

}  // namespace

config::Grades grades() {
  return {{"margin", {"distance of cart and pole to the nearest limit, as a share of that limit", read_margin}},
          {"linear", {"how near cart and pole are to where a linear controller would not push", read_linear}}};
}

}  // namespace rlrun::envs::cart_pole
