#include "lib/nn/matrix_vector.hpp"

#include "lib/nn/packet.hpp"

namespace rlrun::nn {
namespace {

using Eigen::internal::padd;
using Eigen::internal::ploadu;
using Eigen::internal::pmadd;
using Eigen::internal::pset1;
using Eigen::internal::pstoreu;

/// Columns with sums of their own: a fused multiply-add takes about 4 cycles, and two can start in each.
constexpr int column_lanes = 2;

/// Sums of `Packets` packets of rows; w: the first of these rows.
template <class Scalar, int Packets>
void multiply_rows(const Scalar* w, Index stride, const Scalar* x, Index depth, Scalar* y) {
  struct Sum {
    Packet<Scalar> value = pset1<Packet<Scalar>>(Scalar(0));
  };
  Sum sums[column_lanes][Packets];
  const auto add = [&](int lane, Index column) {
    const auto factor = pset1<Packet<Scalar>>(x[column]);
    for (int i = 0; i < Packets; ++i) {
      const auto rows = ploadu<Packet<Scalar>>(w + column * stride + i * packet_size<Scalar>);
      sums[lane][i].value = pmadd(rows, factor, sums[lane][i].value);
    }
  };
  Index column = 0;
  for (; column + column_lanes <= depth; column += column_lanes) {
    for (int lane = 0; lane < column_lanes; ++lane) add(lane, column + lane);
  }
  for (; column < depth; ++column) add(0, column);
  for (int i = 0; i < Packets; ++i) {
    pstoreu(y + i * packet_size<Scalar>, padd(sums[0][i].value, sums[1][i].value));
  }
}

/// One row after the other.
template <class Scalar>
void multiply_single_rows(const MatrixView<Scalar>& w, const VectorView<Scalar>& x, MutableVectorView<Scalar>& y,
                          Index first) {
  for (Index row = first; row < w.rows(); ++row) {
    Scalar even = Scalar(0);
    Scalar odd = Scalar(0);
    Index column = 0;
    for (; column + 2 <= w.cols(); column += 2) {
      even += w(row, column) * x[column];
      odd += w(row, column + 1) * x[column + 1];
    }
    if (column < w.cols()) even += w(row, column) * x[column];
    y[row] = even + odd;
  }
}

}  // namespace

template <class Scalar>
void multiply(const MatrixView<Scalar>& w, const VectorView<Scalar>& x, MutableVectorView<Scalar> y) {
  constexpr Index size = packet_size<Scalar>;
  Index row = 0;
  for (; row + 4 * size <= w.rows(); row += 4 * size) {
    multiply_rows<Scalar, 4>(w.data() + row, w.outerStride(), x.data(), w.cols(), y.data() + row);
  }
  for (; row + size <= w.rows(); row += size) {
    multiply_rows<Scalar, 1>(w.data() + row, w.outerStride(), x.data(), w.cols(), y.data() + row);
  }
  multiply_single_rows<Scalar>(w, x, y, row);
}

template void multiply<float>(const MatrixView<float>&, const VectorView<float>&, MutableVectorView<float>);
template void multiply<double>(const MatrixView<double>&, const VectorView<double>&, MutableVectorView<double>);

}  // namespace rlrun::nn
