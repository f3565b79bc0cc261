#include "lib/learners/reinforcement_modified/input_scaling.hpp"

namespace rlrun::learners::reinforcement_modified {
namespace {

/// An input that has hardly changed so far keeps its unit.
constexpr double smallest_deviation = 1e-6;

}  // namespace

InputScaling::InputScaling(Scaling kind, const InputRange& range, Index input_size)
    : kind_(kind),
      centre_(Vector<double>::Zero(input_size)),
      width_(Vector<double>::Ones(input_size)),
      squares_(Vector<double>::Zero(input_size)) {
  if (kind != Scaling::range) return;
  centre_ = 0.5 * (range.low + range.high);
  width_ = 0.5 * (range.high - range.low);
}

void InputScaling::see(const MatrixView<double>& inputs) {
  if (kind_ != Scaling::running) return;
  for (Index column = 0; column < inputs.cols(); ++column) {
    count_ += 1.0;
    for (Index i = 0; i < centre_.size(); ++i) {
      const double difference = inputs(i, column) - centre_[i];
      centre_[i] += difference / count_;
      squares_[i] += difference * (inputs(i, column) - centre_[i]);
    }
  }
  const auto deviations = (squares_.array() / count_).sqrt();
  width_ = (deviations > smallest_deviation).select(deviations, 1.0);
}

void InputScaling::save(StateWriter& writer) const {
  writer.write_matrix<double>("scaling_centre", centre_);
  writer.write_matrix<double>("scaling_width", width_);
  writer.write_matrix<double>("scaling_squares", squares_);
  writer.write("scaling_count", count_);
}

void InputScaling::load(StateReader& reader) {
  reader.read_into<double>("scaling_centre", centre_);
  reader.read_into<double>("scaling_width", width_);
  reader.read_into<double>("scaling_squares", squares_);
  count_ = reader.read_finite("scaling_count");
  if (width_.minCoeff() <= 0.0) throw StateError("'scaling_width' is not positive");
}

}  // namespace rlrun::learners::reinforcement_modified
