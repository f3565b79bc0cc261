#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include "lib/nn/packet.hpp"

/// Products of a panel, a few neighbouring rows of a matrix W, with few columns, kept in registers over the whole
/// depth. The kernels are after Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", 2008.
namespace rlrun::nn {

/// Rows of a panel: two SIMD packets.
template <class Scalar>
inline constexpr Index panel_rows = 2 * packet_size<Scalar>;

/// A panel of W: its part of W's column k begins at data + k * stride.
template <class Scalar>
struct Panel {
  const Scalar* data;
  Index stride;
};

/// Columns that a kernel takes at once: sums for 6 columns of two packets, two packets of W and one of x fill the 16
/// vector registers of AVX2.
inline constexpr Index max_tile = 6;

/// Steps of the depth with sums of their own: a fused multiply-add takes about 4 cycles and two start in each, so that
/// fewer than 8 independent sums would wait for each other.
constexpr std::size_t depth_unroll(std::size_t width) { return width == 1 ? 4 : width <= 3 ? 2 : 1; }

/// The sums for one column of a panel.
template <class Scalar>
struct PanelColumn {
  Packet<Scalar> upper;
  Packet<Scalar> lower;

  void add_product(Packet<Scalar> w_upper, Packet<Scalar> w_lower, Scalar x) {
    const auto factor = Eigen::internal::pset1<Packet<Scalar>>(x);
    upper = Eigen::internal::pmadd(w_upper, factor, upper);
    lower = Eigen::internal::pmadd(w_lower, factor, lower);
  }

  void add(const PanelColumn& other) {
    upper = Eigen::internal::padd(upper, other.upper);
    lower = Eigen::internal::padd(lower, other.lower);
  }
};

template <class Scalar>
PanelColumn<Scalar> load_panel_column(const Scalar* from) {
  return {Eigen::internal::ploadu<Packet<Scalar>>(from),
          Eigen::internal::ploadu<Packet<Scalar>>(from + packet_size<Scalar>)};
}

template <class Scalar, std::size_t Width>
using Tile = std::array<PanelColumn<Scalar>, Width>;

/// sums += (a panel's column of W) * (a row of x).
template <class Scalar, std::size_t Width>
void add_products(const Scalar* w, const Scalar* x, Index x_stride, Tile<Scalar, Width>& sums) {
  const PanelColumn<Scalar> rows = load_panel_column(w);
  for (std::size_t column = 0; column < Width; ++column) {
    sums[column].add_product(rows.upper, rows.lower, x[static_cast<Index>(column) * x_stride]);
  }
}

/// y = (or +=, with `Add`) one panel times `Width` columns of x; y has room for all of the panel's rows.
template <class Scalar, std::size_t Width, bool Add>
void multiply_tile(Panel<Scalar> panel, Index depth, const Scalar* x, Index x_stride, Scalar* y, Index y_stride) {
  constexpr std::size_t unroll = depth_unroll(Width);
  constexpr auto step = static_cast<Index>(unroll);
  const auto zero = Eigen::internal::pset1<Packet<Scalar>>(Scalar(0));
  auto lanes = filled_array<unroll>(filled_array<Width>(PanelColumn<Scalar>{zero, zero}));
  Index k = 0;
  for (; k + step <= depth; k += step) {
    for (std::size_t i = 0; i < unroll; ++i) {
      const Index column = k + static_cast<Index>(i);
      add_products(panel.data + column * panel.stride, x + column, x_stride, lanes[i]);
    }
  }
  for (; k < depth; ++k) add_products(panel.data + k * panel.stride, x + k, x_stride, lanes[0]);

  for (std::size_t column = 0; column < Width; ++column) {
    PanelColumn<Scalar> sum = lanes[0][column];
    for (std::size_t i = 1; i < unroll; ++i) sum.add(lanes[i][column]);
    Scalar* target = y + static_cast<Index>(column) * y_stride;
    if constexpr (Add) sum.add(load_panel_column(target));
    Eigen::internal::pstoreu(target, sum.upper);
    Eigen::internal::pstoreu(target + packet_size<Scalar>, sum.lower);
  }
}

template <class Scalar>
using TileKernel = void (*)(Panel<Scalar>, Index, const Scalar*, Index, Scalar*, Index);

template <class Scalar, bool Add, std::size_t... I>
constexpr std::array<TileKernel<Scalar>, sizeof...(I)> make_tile_kernels(std::index_sequence<I...> /*widths*/) {
  return {multiply_tile<Scalar, I + 1, Add>...};
}

/// Kernels by number of columns - 1.
template <class Scalar, bool Add>
constexpr auto tile_kernels = make_tile_kernels<Scalar, Add>(std::make_index_sequence<max_tile>());

/// y = (or +=, with `Add`) a panel times up to `max_tile` columns of x; y: (panel_rows x B)
template <class Scalar, bool Add>
void multiply_whole_tile(Panel<Scalar> panel, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) {
  tile_kernels<Scalar, Add>[static_cast<std::size_t>(x.cols() - 1)](panel, x.rows(), x.data(), x.outerStride(),
                                                                    y.data(), y.outerStride());
}

/// Calls `multiply(x, y)` with tiles of the columns of x and y. All are nearly equally wide, so that no narrow and slow
/// one is left over: 7 columns are 4 + 3.
template <class Scalar, class Multiply>
void for_each_tile(const MatrixView<Scalar>& x, MutableMatrixView<Scalar>& y, const Multiply& multiply) {
  Index tiles = (x.cols() + max_tile - 1) / max_tile;
  for (Index begin = 0; tiles > 0; --tiles) {
    const Index width = (x.cols() - begin + tiles - 1) / tiles;
    multiply(x.middleCols(begin, width), y.middleCols(begin, width));
    begin += width;
  }
}

}  // namespace rlrun::nn
