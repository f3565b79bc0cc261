#include "lib/nn/matrix_vector.hpp"

#include <array>

#include "lib/nn/packet.hpp"

namespace rlrun::nn {
namespace {

using Eigen::internal::padd;
using Eigen::internal::ploadu;
using Eigen::internal::pmadd;
using Eigen::internal::pset1;
using Eigen::internal::pstoreu;

/// Sums of packets. Even and odd columns have sums of their own: a fused multiply-add takes about 4 cycles, and two can
/// start in each.
template <class Scalar, std::size_t Packets>
using PacketSums = std::array<ColumnPacket<Scalar>, Packets>;

/// y = W x + b for a W of `Packets` packets of rows. A null b is 0, here and below.
template <class Scalar, std::size_t Packets>
void multiply_rows(const Scalar* w, Index stride, const Scalar* x, Index depth, const Scalar* b, Scalar* y) {
  const auto part = [](std::size_t i) { return static_cast<Index>(i) * packet_size<Scalar>; };
  auto odd = filled_array<Packets>(ColumnPacket<Scalar>{pset1<Packet<Scalar>>(Scalar(0))});
  auto even = odd;
  if (b != nullptr) unroll<Packets>([&](std::size_t i) { even[i].entries = ploadu<Packet<Scalar>>(b + part(i)); });
  const auto add = [&](Index column, PacketSums<Scalar, Packets>& sums) {
    const auto factor = pset1<Packet<Scalar>>(x[column]);
    unroll<Packets>([&](std::size_t i) {
      sums[i].entries = pmadd(ploadu<Packet<Scalar>>(w + column * stride + part(i)), factor, sums[i].entries);
    });
  };
  const Index pairs = depth / 2;
  for (Index pair = 0; pair < pairs; ++pair) {
    add(2 * pair, even);
    add(2 * pair + 1, odd);
  }
  if (2 * pairs < depth) add(depth - 1, even);
  unroll<Packets>([&](std::size_t i) { pstoreu(y + part(i), padd(even[i].entries, odd[i].entries)); });
}

/// The packet of entries that columns of `Rows` rows are multiplied with: each entry of x as often as a column has
/// rows.
template <class Scalar, int Rows>
Packet<Scalar> repeat_entries(const Scalar* x) {
  if constexpr (Rows == 1) return ploadu<Packet<Scalar>>(x);
  if constexpr (Rows == 2) return Eigen::internal::ploaddup<Packet<Scalar>>(x);
  if constexpr (Rows == 4) return Eigen::internal::ploadquad<Packet<Scalar>>(x);
}

/// y = W x + b for a W whose columns are so short that a packet holds several, one behind the other without gaps.
template <class Scalar, int Rows>
void multiply_short_columns(const Scalar* w, const Scalar* x, Index depth, const Scalar* b, Scalar* y) {
  constexpr Index columns = packet_size<Scalar> / Rows;
  auto sum = pset1<Packet<Scalar>>(Scalar(0));
  Index column = 0;
  for (; column + columns <= depth; column += columns) {
    sum = pmadd(ploadu<Packet<Scalar>>(w + column * Rows), repeat_entries<Scalar, Rows>(x + column), sum);
  }
  std::array<Scalar, packet_size<Scalar>> entries = {};
  pstoreu(entries.data(), sum);
  for (int row = 0; row < Rows; ++row) {
    y[row] = b == nullptr ? Scalar(0) : b[row];
    for (Index i = row; i < packet_size<Scalar>; i += Rows) y[row] += entries[static_cast<std::size_t>(i)];
    for (Index k = column; k < depth; ++k) y[row] += w[k * Rows + row] * x[k];
  }
}

/// Rows from `first` on, one after the other.
template <class Scalar>
void multiply_single_rows(const MatrixView<Scalar>& w, const VectorView<Scalar>& x, const Scalar* b, Index first,
                          MutableVectorView<Scalar>& y) {
  for (Index row = first; row < w.rows(); ++row) {
    auto even = Scalar(0);
    auto odd = Scalar(0);
    Index column = 0;
    for (; column + 2 <= w.cols(); column += 2) {
      even += w(row, column) * x[column];
      odd += w(row, column + 1) * x[column + 1];
    }
    if (column < w.cols()) even += w(row, column) * x[column];
    y[row] = even + odd + (b == nullptr ? Scalar(0) : b[row]);
  }
}

template <class Scalar>
void multiply_and_add(const MatrixView<Scalar>& w, const VectorView<Scalar>& x, const Scalar* b,
                      MutableVectorView<Scalar>& y) {
  constexpr Index size = packet_size<Scalar>;
  const auto part_of_b = [&](Index row) { return b == nullptr ? nullptr : b + row; };
  Index row = 0;
  for (; row + 4 * size <= w.rows(); row += 4 * size) {
    multiply_rows<Scalar, 4>(w.data() + row, w.outerStride(), x.data(), w.cols(), part_of_b(row), y.data() + row);
  }
  for (; row + size <= w.rows(); row += size) {
    multiply_rows<Scalar, 1>(w.data() + row, w.outerStride(), x.data(), w.cols(), part_of_b(row), y.data() + row);
  }
  if (w.rows() < size && w.outerStride() == w.rows()) {
    switch (w.rows()) {
      case 1:
        return multiply_short_columns<Scalar, 1>(w.data(), x.data(), w.cols(), b, y.data());
      case 2:
        return multiply_short_columns<Scalar, 2>(w.data(), x.data(), w.cols(), b, y.data());
      case 4:
        return multiply_short_columns<Scalar, 4>(w.data(), x.data(), w.cols(), b, y.data());
    }
  }
  multiply_single_rows<Scalar>(w, x, b, row, y);
}

}  // namespace

template <class Scalar>
void multiply(const MatrixView<Scalar>& w, const VectorView<Scalar>& x, MutableVectorView<Scalar> y) {
  multiply_and_add<Scalar>(w, x, nullptr, y);
}

template <class Scalar>
void multiply_add(const MatrixView<Scalar>& w, const VectorView<Scalar>& x, const VectorView<Scalar>& b,
                  MutableVectorView<Scalar> y) {
  multiply_and_add<Scalar>(w, x, b.data(), y);
}

template void multiply<float>(const MatrixView<float>&, const VectorView<float>&, MutableVectorView<float>);
template void multiply<double>(const MatrixView<double>&, const VectorView<double>&, MutableVectorView<double>);
template void multiply_add<float>(const MatrixView<float>&, const VectorView<float>&, const VectorView<float>&,
                                  MutableVectorView<float>);
template void multiply_add<double>(const MatrixView<double>&, const VectorView<double>&, const VectorView<double>&,
                                   MutableVectorView<double>);

}  // namespace rlrun::nn
