#pragma once

#include <Eigen/Core>

namespace rlrun {

using Index = Eigen::Index;

/// Column-major dense matrix; a batch of vectors is one column each.
template <class Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

template <class Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

/// Read-only and writable views of (blocks of) a column-major matrix: no copy, columns need not be adjacent.
template <class Scalar>
using MatrixView = Eigen::Ref<const Matrix<Scalar>, 0, Eigen::OuterStride<>>;
template <class Scalar>
using MutableMatrixView = Eigen::Ref<Matrix<Scalar>, 0, Eigen::OuterStride<>>;

template <class Scalar>
using VectorView = Eigen::Ref<const Vector<Scalar>>;
template <class Scalar>
using MutableVectorView = Eigen::Ref<Vector<Scalar>>;

}  // namespace rlrun
