#include "lib/learners/reinforcement_modified/running_moments.hpp"

#include <algorithm>
#include <cmath>

namespace rlrun::learners::reinforcement_modified {

void RunningMoments::fade() {
  weight_ *= 1.0 - rate_;
  sum_ *= 1.0 - rate_;
  squares_ *= 1.0 - rate_;
}

void RunningMoments::add(double value) {
  weight_ += 1.0;
  sum_ += value;
  squares_ += value * value;
}

double RunningMoments::mean() const { return empty() ? 0.0 : sum_ / weight_; }

double RunningMoments::deviation() const {
  if (empty()) return 0.0;
  return std::sqrt(std::max(squares_ / weight_ - mean() * mean(), 0.0));
}

void RunningMoments::save(StateWriter& writer) const {
  writer.write("moments_weight", weight_);
  writer.write("moments_sum", sum_);
  writer.write("moments_squares", squares_);
}

void RunningMoments::load(StateReader& reader) {
  weight_ = reader.read_finite("moments_weight");
  sum_ = reader.read_finite("moments_sum");
  squares_ = reader.read_finite("moments_squares");
}

}  // namespace rlrun::learners::reinforcement_modified
