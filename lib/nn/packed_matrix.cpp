#include "lib/nn/packed_matrix.hpp"

#include <algorithm>

#include "lib/nn/panel_kernel.hpp"

namespace rlrun::nn {
namespace {

/// The last panel, of which only `y.rows()` rows are part of W.
template <class Scalar, bool Add>
void multiply_partial_tile(Panel<Scalar> panel, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) {
  Eigen::Matrix<Scalar, panel_rows<Scalar>, max_tile> product;
  multiply_whole_tile<Scalar, false>(panel, x, product.leftCols(x.cols()));
  if constexpr (Add) {
    y += product.topLeftCorner(y.rows(), y.cols());
  } else {
    y = product.topLeftCorner(y.rows(), y.cols());
  }
}

template <class Scalar, bool Add>
void multiply_panel(Panel<Scalar> panel, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) {
  const bool whole = y.rows() == panel_rows<Scalar>;
  for_each_tile<Scalar>(x, y, [&](const MatrixView<Scalar>& in, MutableMatrixView<Scalar> out) {
    whole ? multiply_whole_tile<Scalar, Add>(panel, in, out) : multiply_partial_tile<Scalar, Add>(panel, in, out);
  });
}

template <class Scalar, bool Add>
void multiply_panels(const Matrix<Scalar>& panels, const MatrixView<Scalar>& x, MutableMatrixView<Scalar>& y) {
  for (Index row = 0; row < y.rows(); row += panel_rows<Scalar>) {
    const Index rows = std::min(panel_rows<Scalar>, y.rows() - row);
    multiply_panel<Scalar, Add>({panels.data() + row * x.rows(), panel_rows<Scalar>}, x, y.middleRows(row, rows));
  }
}

}  // namespace

template <class Scalar>
PackedMatrix<Scalar>::PackedMatrix(const MatrixView<Scalar>& w) : rows_(w.rows()), depth_(w.cols()) {
  const Index panels = (rows_ + panel_rows<Scalar> - 1) / panel_rows<Scalar>;
  panels_.setZero(panel_rows<Scalar>, panels * depth_);
  for (Index panel = 0; panel < panels; ++panel) {
    const Index first = panel * panel_rows<Scalar>;
    const Index rows = std::min(panel_rows<Scalar>, rows_ - first);
    panels_.block(0, panel * depth_, rows, depth_) = w.middleRows(first, rows);
  }
}

template <class Scalar>
void PackedMatrix<Scalar>::multiply(const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) const {
  multiply_panels<Scalar, false>(panels_, x, y);
}

template <class Scalar>
void PackedMatrix<Scalar>::multiply_add(const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) const {
  multiply_panels<Scalar, true>(panels_, x, y);
}

template class PackedMatrix<float>;
template class PackedMatrix<double>;

}  // namespace rlrun::nn
