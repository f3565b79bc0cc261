#include "lib/learners/baselines/ddpg/derivative_correlation.hpp"

#include <cmath>

namespace rlrun::learners::ddpg {

DerivativeCorrelation::DerivativeCorrelation(Index locals)
    : newest_(1 + locals),
      last_(Vector<double>::Zero(1 + locals)),
      last_but_one_(Vector<double>::Zero(1 + locals)),
      distance_(1 + locals),
      mean_(Vector<double>::Zero(1 + locals)),
      squares_(Vector<double>::Zero(1 + locals)),
      products_(Vector<double>::Zero(1 + locals)) {}

void DerivativeCorrelation::begin() {
  steps_ = 0;
  derivatives_ = 0;
  last_.setZero();
  last_but_one_.setZero();
  mean_.setZero();
  squares_.setZero();
  products_.setZero();
}

void DerivativeCorrelation::add(double global, const VectorView<double>& locals) {
  newest_(0) = global;
  newest_.tail(locals.size()) = locals;
  if (steps_ == 1) add_derivative(newest_ - last_);
  if (steps_ >= 2) add_derivative(0.5 * (newest_ - last_but_one_));
  last_but_one_.swap(last_);
  last_.swap(newest_);
  ++steps_;
}

/// Welford's update of mean, variance and covariance.
void DerivativeCorrelation::add_derivative(const VectorView<double>& derivative) {
  const auto count = static_cast<double>(++derivatives_);
  distance_ = derivative - mean_;
  mean_ += distance_ / count;
  squares_.array() += distance_.array().square() * ((count - 1.0) / count);
  products_.array() += distance_(0) * distance_.array() * ((count - 1.0) / count);
}

void DerivativeCorrelation::finish(MutableVectorView<double> correlations) {
  if (steps_ >= 2) add_derivative(last_ - last_but_one_);
  for (Index i = 0; i < correlations.size(); ++i) {
    const double scale = std::sqrt(squares_(0) * squares_(i + 1));
    correlations(i) = scale > 0.0 ? products_(i + 1) / scale : 0.0;
  }
  begin();
}

void DerivativeCorrelation::save(StateWriter& writer) const {
  writer.write("series_steps", steps_);
  writer.write("series_derivatives", derivatives_);
  writer.write_matrix<double>("series_last", last_);
  writer.write_matrix<double>("series_last_but_one", last_but_one_);
  writer.write_matrix<double>("series_mean", mean_);
  writer.write_matrix<double>("series_squares", squares_);
  writer.write_matrix<double>("series_products", products_);
}

void DerivativeCorrelation::load(StateReader& reader) {
  steps_ = reader.read_count("series_steps");
  derivatives_ = reader.read_count("series_derivatives");
  reader.read_into<double>("series_last", last_);
  reader.read_into<double>("series_last_but_one", last_but_one_);
  reader.read_into<double>("series_mean", mean_);
  reader.read_into<double>("series_squares", squares_);
  reader.read_into<double>("series_products", products_);
}

}  // namespace rlrun::learners::ddpg
