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
      normalised_(inputs, most_columns) {}

template <class Scalar>
Index ValueFeaturesOf<Scalar>::size() const {
  const Index inputs = mean_.size();
  return kind_ == ValueFeatures::linear ? inputs : inputs * (inputs + 1) / 2;
}

template <class Scalar>
void ValueFeaturesOf<Scalar>::compute(const MatrixView<Scalar>& u, MutableMatrixView<Scalar> phi) {
  auto x = normalised_.leftCols(u.cols());
  x = u;
  if (normalise_) {
    for (Index i = 0; i < x.cols(); ++i) {
      x.col(i).array() =
          (u.col(i) - mean_).array() / mean_square_.array().max(static_cast<Scalar>(smallest_variance)).sqrt();
    }
  }
  if (kind_ == ValueFeatures::linear) {
    phi = x;
    return;
  }
  Index row = 0;
  for (Index i = 0; i < x.rows(); ++i) {
    const Index products = x.rows() - i;
    phi.middleRows(row, products).array() = x.bottomRows(products).array().rowwise() * x.row(i).array();
    row += products;
  }
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
  counted_ = reader.read_integer("counted");
  reader.read_into<Scalar>("mean", mean_);
  reader.read_into<Scalar>("mean_square", mean_square_);
}

template class ValueFeaturesOf<float>;
template class ValueFeaturesOf<double>;

}  // namespace rlrun::learners::neuron_local
