#include "lib/learners/common/running_means.hpp"

#include <algorithm>

namespace rlrun::learners {

void RunningMeans::add(std::span<const double> values) {
  for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += values[i];
  ++count_;
}

std::vector<double> RunningMeans::take() {
  if (count_ == 0) return {};
  std::vector<double> means = sums_;
  for (double& mean : means) mean /= static_cast<double>(count_);
  std::ranges::fill(sums_, 0.0);
  count_ = 0;
  return means;
}

void RunningMeans::save(StateWriter& writer) const {
  writer.write("means_count", count_);
  writer.write_matrix<double>("means_sums",
                              Eigen::Map<const Vector<double>>(sums_.data(), static_cast<Index>(sums_.size())));
}

void RunningMeans::load(StateReader& reader) {
  count_ = reader.read_count("means_count");
  Eigen::Map<Vector<double>> sums(sums_.data(), static_cast<Index>(sums_.size()));
  reader.read_into<double>("means_sums", sums);
}

}  // namespace rlrun::learners
