#include "lib/learners/common/box_options.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace rlrun::learners {
namespace {

/// A list of the right length whatever was read, so that the rest of the config can be checked against it.
Vector<double> read_bounds(config::Reader& reader, const char* key, const Vector<double>& fallback, config::Doc doc) {
  std::vector<double> values(fallback.begin(), fallback.end());
  reader.read(key, values, config::Range::any(), doc);
  if (values.size() == static_cast<std::size_t>(fallback.size())) {
    return Eigen::Map<const Vector<double>>(values.data(), fallback.size());
  }
  reader.reject(key, "needs " + std::to_string(fallback.size()) + " numbers, one a dimension of the observation");
  return fallback;
}

BoxSpace without_infinite_bounds(const BoxSpace& space) {
  BoxSpace box = space;
  for (Index i = 0; i < box.low.size(); ++i) {
    if (std::isfinite(box.low[i]) && std::isfinite(box.high[i]) && box.low[i] < box.high[i]) continue;
    box.low[i] = -1.0;
    box.high[i] = 1.0;
  }
  return box;
}

}  // namespace

BoxSpace read_observation_box(config::Reader& reader, const BoxSpace& space) {
  const BoxSpace fallback = without_infinite_bounds(space);
  config::Reader section = reader.section("observation_scale", {"observations between these bounds lie in [-1, 1]"});
  BoxSpace box;
  box.low = read_bounds(section, "low", fallback.low,
                        {"what becomes -1, one number a dimension; by default the environment's bound, and -1, which "
                         "with 1 above changes nothing, where that is infinite",
                         "the authors' code"});
  box.high = read_bounds(section, "high", fallback.high, {"what becomes 1, one number a dimension"});
  for (Index i = 0; i < box.low.size(); ++i) {
    if (box.low[i] < box.high[i]) continue;
    section.reject("high", "number " + std::to_string(i + 1) + " must be above that of low");
    box = fallback;
    break;
  }
  section.finish();
  return box;
}

}  // namespace rlrun::learners
