#include "lib/nn/few_columns_product.hpp"

#include <algorithm>

#include "lib/nn/dot_kernel.hpp"
#include "lib/nn/panel_kernel.hpp"
#include "lib/nn/product.hpp"

namespace rlrun::nn {
namespace {

/// Columns up to which reading W where it lies is faster than the general product, measured on the recurrent weights of
/// 100 units, (300 x 100). Dot products end with sums over a packet, so that they pay for fewer columns, and do not on
/// a W of 100 rows or less.
constexpr Index few_columns = 3 * max_tile;
constexpr Index few_columns_of_dots = max_tile;

}  // namespace

template <class Scalar>
void few_columns_product(const MatrixView<Scalar>& w, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) {
  const Index last = w.rows() - panel_rows<Scalar>;
  if (last < 0 || x.cols() <= 1 || x.cols() > few_columns) return product<Scalar>(w, x, y);
  for (Index begin = 0; begin < w.rows(); begin += panel_rows<Scalar>) {
    // The last panel ends with W: some of its rows may be computed a second time.
    const Index row = std::min(begin, last);
    const Panel<Scalar> panel{w.data() + row, w.outerStride()};
    MutableMatrixView<Scalar> rows = y.middleRows(row, panel_rows<Scalar>);
    for_each_tile<Scalar>(x, rows, [&](const MatrixView<Scalar>& in, MutableMatrixView<Scalar> out) {
      multiply_whole_tile<Scalar, false>(panel, in, out);
    });
  }
}

template <class Scalar>
void few_columns_transposed_product(const MatrixView<Scalar>& w, const MatrixView<Scalar>& x,
                                    MutableMatrixView<Scalar> y) {
  if (x.cols() <= 1 || x.cols() > few_columns_of_dots) return transposed_product<Scalar>(w, x, y);
  Index column = 0;
  for (; column + 2 <= w.cols(); column += 2) {
    multiply_dots<Scalar, 2>(w.middleCols(column, 2), x, y.middleRows(column, 2));
  }
  if (column < w.cols()) multiply_dots<Scalar, 1>(w.middleCols(column, 1), x, y.middleRows(column, 1));
}

#define RLRUN_INSTANTIATE(Scalar)                                                                            \
  template void few_columns_product<Scalar>(const MatrixView<Scalar>&, const MatrixView<Scalar>&,            \
                                            MutableMatrixView<Scalar>);                                      \
  template void few_columns_transposed_product<Scalar>(const MatrixView<Scalar>&, const MatrixView<Scalar>&, \
                                                       MutableMatrixView<Scalar>)

RLRUN_INSTANTIATE(float);
RLRUN_INSTANTIATE(double);
#undef RLRUN_INSTANTIATE

}  // namespace rlrun::nn
