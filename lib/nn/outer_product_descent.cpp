#include "lib/nn/outer_product_descent.hpp"

#include <cmath>

#include "lib/nn/packet.hpp"

namespace rlrun::nn {
namespace {

using Eigen::internal::ploadu;
using Eigen::internal::pmadd;
using Eigen::internal::pmul;
using Eigen::internal::predux;
using Eigen::internal::pset1;
using Eigen::internal::pstoreu;
using Eigen::internal::psub;

/// Columns of w that a tile spans: with two packets of rows, 8 sums, two packets of d and one of x stay in registers.
constexpr Index tile_columns = 4;

/// A step of one tile of w: `Packets` packets of rows by `Columns` columns, from B = depth columns of d and x. Adds the
/// squares of the gradient to `squares`.
template <class Pack, int Packets, int Columns, class Scalar>
void descend_tile(const MatrixView<Scalar>& d, const MatrixView<Scalar>& x, Scalar rate, MutableMatrixView<Scalar>& w,
                  Index row, Index column, Pack& squares) {
  constexpr Index size = Eigen::internal::unpacket_traits<Pack>::size;
  struct Sum {
    Pack value = pset1<Pack>(Scalar(0));
  };
  Sum sums[Columns][Packets];
  for (Index k = 0; k < d.cols(); ++k) {
    const Scalar* d_entries = &d.coeffRef(row, k);
    const Scalar* x_entries = &x.coeffRef(column, k);
    for (int j = 0; j < Columns; ++j) {
      const Pack factor = pset1<Pack>(x_entries[j]);
      for (int i = 0; i < Packets; ++i) {
        sums[j][i].value = pmadd(ploadu<Pack>(d_entries + i * size), factor, sums[j][i].value);
      }
    }
  }
  const Pack step = pset1<Pack>(rate);
  for (int j = 0; j < Columns; ++j) {
    for (int i = 0; i < Packets; ++i) {
      Scalar* place = &w.coeffRef(row + i * size, column + j);
      pstoreu(place, psub(ploadu<Pack>(place), pmul(step, sums[j][i].value)));
      squares = pmadd(sums[j][i].value, sums[j][i].value, squares);
    }
  }
}

/// Steps of the rows from `row` on that fill whole multiples of `Packets` packets; returns the row after them.
template <class Pack, int Packets, class Scalar>
Index descend_rows(const MatrixView<Scalar>& d, const MatrixView<Scalar>& x, Scalar rate, MutableMatrixView<Scalar>& w,
                   Index row, double& squared_norm) {
  constexpr Index rows = Packets * Eigen::internal::unpacket_traits<Pack>::size;
  for (; row + rows <= w.rows(); row += rows) {
    Pack squares = pset1<Pack>(Scalar(0));
    Index column = 0;
    for (; column + tile_columns <= w.cols(); column += tile_columns) {
      descend_tile<Pack, Packets, tile_columns>(d, x, rate, w, row, column, squares);
    }
    for (; column < w.cols(); ++column) descend_tile<Pack, Packets, 1>(d, x, rate, w, row, column, squares);
    squared_norm += static_cast<double>(predux(squares));
  }
  return row;
}

/// An entry of d x^T, added up as Eigen's product does where rows fill no packet: even and odd columns apart.
template <class Scalar>
Scalar gradient_entry(const MatrixView<Scalar>& d, const MatrixView<Scalar>& x, Index row, Index column) {
  auto even = Scalar(0);
  auto odd = Scalar(0);
  Index k = 0;
  for (; k + 2 <= d.cols(); k += 2) {
    even = std::fma(d(row, k), x(column, k), even);
    odd = std::fma(d(row, k + 1), x(column, k + 1), odd);
  }
  const Scalar sum = even + odd;
  return k < d.cols() ? std::fma(d(row, k), x(column, k), sum) : sum;
}

/// Steps of the rows from `row` on, one by one.
template <class Scalar>
void descend_single_rows(const MatrixView<Scalar>& d, const MatrixView<Scalar>& x, Scalar rate,
                         MutableMatrixView<Scalar>& w, Index row, double& squared_norm) {
  for (; row < w.rows(); ++row) {
    for (Index column = 0; column < w.cols(); ++column) {
      const Scalar gradient = gradient_entry(d, x, row, column);
      w(row, column) -= rate * gradient;
      squared_norm += static_cast<double>(gradient * gradient);
    }
  }
}

}  // namespace

template <class Scalar>
double descend_outer_products(const MatrixView<Scalar>& d, const MatrixView<Scalar>& x, Scalar rate,
                              MutableMatrixView<Scalar> w) {
  double squared_norm = 0.0;
  Index row = descend_rows<Packet<Scalar>, 2>(d, x, rate, w, 0, squared_norm);
  row = descend_rows<Packet<Scalar>, 1>(d, x, rate, w, row, squared_norm);
  row = descend_rows<HalfPacket<Scalar>, 1>(d, x, rate, w, row, squared_norm);
  descend_single_rows<Scalar>(d, x, rate, w, row, squared_norm);
  return squared_norm;
}

template double descend_outer_products<float>(const MatrixView<float>&, const MatrixView<float>&, float,
                                              MutableMatrixView<float>);
template double descend_outer_products<double>(const MatrixView<double>&, const MatrixView<double>&, double,
                                               MutableMatrixView<double>);

}  // namespace rlrun::nn
