#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include "lib/nn/packet.hpp"
#include "lib/nn/panel_kernel.hpp"

/// Dot products of the columns of two matrices: a packet of sums for each pair stays in registers over all rows.
namespace rlrun::nn {

/// The packets of entries from `row` on of the first `Columns` columns.
template <class Scalar, std::size_t Columns>
std::array<ColumnPacket<Scalar>, Columns> load_packets(const MatrixView<Scalar>& matrix, Index row) {
  return [&]<std::size_t... I>(std::index_sequence<I...> /*columns*/) {
    const Scalar* const first = matrix.data() + row;
    return std::array{ColumnPacket<Scalar>{
        Eigen::internal::ploadu<Packet<Scalar>>(first + static_cast<Index>(I) * matrix.outerStride())}...};
  }
  (std::make_index_sequence<Columns>());
}

/// y(i, j) = w.col(i) . x.col(j) for `Columns` columns of w and `Width` of x.
template <class Scalar, std::size_t Columns, std::size_t Width>
void multiply_dot_tile(const MatrixView<Scalar>& w, const MatrixView<Scalar>& x, MutableMatrixView<Scalar>& y) {
  const ColumnPacket<Scalar> zero{Eigen::internal::pset1<Packet<Scalar>>(Scalar(0))};
  auto sums = filled_array<Width>(filled_array<Columns>(zero));
  const Index whole = x.rows() - x.rows() % packet_size<Scalar>;
  for (Index row = 0; row < whole; row += packet_size<Scalar>) {
    const auto of_w = load_packets<Scalar, Columns>(w, row);
    const auto of_x = load_packets<Scalar, Width>(x, row);
    for (std::size_t j = 0; j < Width; ++j) {
      for (std::size_t i = 0; i < Columns; ++i) {
        Packet<Scalar>& sum = sums[j][i].entries;
        sum = Eigen::internal::pmadd(of_w[i].entries, of_x[j].entries, sum);
      }
    }
  }
  for (std::size_t j = 0; j < Width; ++j) {
    const auto column = static_cast<Index>(j);
    for (std::size_t i = 0; i < Columns; ++i) {
      const auto row = static_cast<Index>(i);
      y(row, column) = Eigen::internal::predux(sums[j][i].entries);
      for (Index k = whole; k < x.rows(); ++k) y(row, column) += w(k, row) * x(k, column);
    }
  }
}

template <class Scalar>
using DotKernel = void (*)(const MatrixView<Scalar>&, const MatrixView<Scalar>&, MutableMatrixView<Scalar>&);

template <class Scalar, std::size_t Columns, std::size_t... I>
constexpr std::array<DotKernel<Scalar>, sizeof...(I)> make_dot_kernels(std::index_sequence<I...> /*widths*/) {
  return {multiply_dot_tile<Scalar, Columns, I + 1>...};
}

/// y = w^T x for a w of `Columns` columns and an x of up to `max_tile`.
template <class Scalar, std::size_t Columns>
void multiply_dots(const MatrixView<Scalar>& w, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) {
  static constexpr auto kernels = make_dot_kernels<Scalar, Columns>(std::make_index_sequence<max_tile>());
  kernels[static_cast<std::size_t>(x.cols() - 1)](w, x, y);
}

}  // namespace rlrun::nn
