#include "lib/learners/neuron_local/value_features.hpp"

#include <algorithm>

namespace rlrun::learners::neuron_local {
namespace {

/// The statistics never take less than this share of a new column, for v drifts while the layers below learn.
constexpr double slowest_rate = 1e-4;
constexpr double smallest_variance = 1e-4;

}  // namespace

template <class Scalar>
ValueFeaturesOf<Scalar>::ValueFeaturesOf(ValueFeatures kind, bool normalise, Index inputs, Index most_columns)
    : kind_(kind),
      normalise_(normalise),
      mean_(Vector<Scalar>::Zero(inputs)),
      mean_square_(Vector<Scalar>::Ones(inputs)),
      normalised_(inputs, normalise ? most_columns : 0),
      products_(kind == ValueFeatures::quadratic ? size() : 0, most_columns) {}

template <class Scalar>
Index ValueFeaturesOf<Scalar>::size() const {
  const Index inputs = mean_.size();
  return kind_ == ValueFeatures::linear ? inputs : inputs * (inputs + 1) / 2;
}

template <class Scalar>
void ValueFeaturesOf<Scalar>::normalise(const MatrixView<Scalar>& u) {
  for (Index i = 0; i < u.cols(); ++i) {
    normalised_.col(i).array() =
        (u.col(i) - mean_).array() / mean_square_.array().max(static_cast<Scalar>(smallest_variance)).sqrt();
  }
}

template <class Scalar>
MatrixView<Scalar> ValueFeaturesOf<Scalar>::compute(const MatrixView<Scalar>& u) {
  if (normalise_) normalise(u);
  const MatrixView<Scalar> x = normalise_ ? MatrixView<Scalar>(normalised_.leftCols(u.cols())) : u;
  if (kind_ == ValueFeatures::linear) return x;
  auto phi = products_.leftCols(u.cols());
  Index row = 0;
  for (Index i = 0; i < x.rows(); ++i) {
    const Index products = x.rows() - i;
    phi.middleRows(row, products).array() = x.bottomRows(products).array().rowwise() * x.row(i).array();
    row += products;
  }
  return phi;
}

template <class Scalar>
void ValueFeaturesOf<Scalar>::count(const MatrixView<Scalar>& u) {
  if (!normalise_) return;
  const Index inputs = u.rows() - 1;
  for (Index i = 0; i < u.cols(); ++i) {
    ++counted_;
    const auto rate = static_cast<Scalar>(std::max(slowest_rate, 1.0 / static_cast<double>(counted_)));
    auto mean = mean_.head(inputs).array();
    auto mean_square = mean_square_.head(inputs).array();
    const auto v = u.col(i).head(inputs).array();
    mean += rate * (v - mean);
    mean_square += rate * ((v - mean).square() - mean_square);
  }
}

template <class Scalar>
void ValueFeaturesOf<Scalar>::save(StateWriter& writer) const {
  writer.write("counted", counted_);
  writer.write_matrix<Scalar>("mean", mean_);
  writer.write_matrix<Scalar>("mean_square", mean_square_);
}

template <class Scalar>
void ValueFeaturesOf<Scalar>::load(StateReader& reader) {
  counted_ = reader.read_count("counted");
  reader.read_into<Scalar>("mean", mean_);
  reader.read_into<Scalar>("mean_square", mean_square_);
}

template class ValueFeaturesOf<float>;
template class ValueFeaturesOf<double>;

}  // namespace rlrun::learners::neuron_local
