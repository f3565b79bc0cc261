#include "lib/nn/packed_matrix.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "lib/nn/packet.hpp"

namespace rlrun::nn {
namespace {

using Eigen::internal::padd;
using Eigen::internal::pload;
using Eigen::internal::ploadu;
using Eigen::internal::pmadd;
using Eigen::internal::pset1;
using Eigen::internal::pstoreu;

template <class Scalar>
constexpr Index panel_rows = 2 * packet_size<Scalar>;

/// Columns that a kernel takes at once: sums for 6 columns of two packets, two packets of W and one of x fill the 16
/// vector registers of AVX2.
constexpr Index max_tile = 6;

/// Steps of the depth with sums of their own: a fused multiply-add takes about 4 cycles and two start in each, so that
/// fewer than 8 independent sums would wait for each other.
constexpr Index depth_unroll(std::size_t width) { return width == 1 ? 4 : width <= 3 ? 2 : 1; }

/// The sums for one column of a panel.
template <class Scalar>
struct PanelColumn {
  Packet<Scalar> upper = pset1<Packet<Scalar>>(Scalar(0));
  Packet<Scalar> lower = pset1<Packet<Scalar>>(Scalar(0));

  void add_product(Packet<Scalar> w_upper, Packet<Scalar> w_lower, Scalar x) {
    const auto factor = pset1<Packet<Scalar>>(x);
    upper = pmadd(w_upper, factor, upper);
    lower = pmadd(w_lower, factor, lower);
  }

  void add(const PanelColumn& other) {
    upper = padd(upper, other.upper);
    lower = padd(lower, other.lower);
  }
};

template <class Scalar, std::size_t Width>
using Tile = std::array<PanelColumn<Scalar>, Width>;

/// sums += (a panel's column of W) * (a row of x).
template <class Scalar, std::size_t Width>
void add_products(const Scalar* w, const Scalar* x, Index x_stride, Tile<Scalar, Width>& sums) {
  const auto upper = pload<Packet<Scalar>>(w);
  const auto lower = pload<Packet<Scalar>>(w + packet_size<Scalar>);
  for (std::size_t column = 0; column < Width; ++column) {
    sums[column].add_product(upper, lower, x[static_cast<Index>(column) * x_stride]);
  }
}

/// y = (or +=, with `Add`) one panel times `Width` columns of x; the sums stay in registers over the whole depth.
/// y has room for all of the panel's rows.
template <class Scalar, std::size_t Width, bool Add>
void multiply_tile(const Scalar* panel, Index depth, const Scalar* x, Index x_stride, Scalar* y, Index y_stride) {
  constexpr Index unroll = depth_unroll(Width);
  std::array<Tile<Scalar, Width>, unroll> lanes;
  Index k = 0;
  for (; k + unroll <= depth; k += unroll) {
    for (Index i = 0; i < unroll; ++i) {
      add_products(panel + (k + i) * panel_rows<Scalar>, x + k + i, x_stride, lanes[static_cast<std::size_t>(i)]);
    }
  }
  for (; k < depth; ++k) add_products(panel + k * panel_rows<Scalar>, x + k, x_stride, lanes[0]);

  for (std::size_t column = 0; column < Width; ++column) {
    PanelColumn<Scalar> sum = lanes[0][column];
    for (std::size_t i = 1; i < unroll; ++i) sum.add(lanes[i][column]);
    Scalar* target = y + static_cast<Index>(column) * y_stride;
    if constexpr (Add) sum.add({ploadu<Packet<Scalar>>(target), ploadu<Packet<Scalar>>(target + packet_size<Scalar>)});
    pstoreu(target, sum.upper);
    pstoreu(target + packet_size<Scalar>, sum.lower);
  }
}

template <class Scalar>
using TileKernel = void (*)(const Scalar*, Index, const Scalar*, Index, Scalar*, Index);

template <class Scalar, bool Add, std::size_t... I>
constexpr std::array<TileKernel<Scalar>, sizeof...(I)> make_tile_kernels(std::index_sequence<I...> /*widths*/) {
  return {multiply_tile<Scalar, I + 1, Add>...};
}

/// Kernels by number of columns - 1.
template <class Scalar, bool Add>
constexpr auto tile_kernels = make_tile_kernels<Scalar, Add>(std::make_index_sequence<max_tile>());

/// The last panel, of which only `y.rows()` rows are part of W.
template <class Scalar, bool Add>
void multiply_partial_tile(const Scalar* panel, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) {
  Eigen::Matrix<Scalar, panel_rows<Scalar>, max_tile> product;
  tile_kernels<Scalar, false>[static_cast<std::size_t>(x.cols() - 1)](panel, x.rows(), x.data(), x.outerStride(),
                                                                      product.data(), product.outerStride());
  if constexpr (Add) {
    y += product.topLeftCorner(y.rows(), y.cols());
  } else {
    y = product.topLeftCorner(y.rows(), y.cols());
  }
}

/// All columns in tiles of nearly equal width, so that no narrow and slow one is left over: 7 columns are 4 + 3.
template <class Scalar, bool Add>
void multiply_panel(const Scalar* panel, const MatrixView<Scalar>& x, MutableMatrixView<Scalar> y) {
  Index tiles = (x.cols() + max_tile - 1) / max_tile;
  for (Index begin = 0; tiles > 0; --tiles) {
    const Index width = (x.cols() - begin + tiles - 1) / tiles;
    const auto in = x.middleCols(begin, width);
    auto out = y.middleCols(begin, width);
    if (y.rows() == panel_rows<Scalar>) {
      tile_kernels<Scalar, Add>[static_cast<std::size_t>(width - 1)](panel, x.rows(), in.data(), in.outerStride(),
                                                                     out.data(), out.outerStride());
    } else {
      multiply_partial_tile<Scalar, Add>(panel, in, out);
    }
    begin += width;
  }
}

template <class Scalar, bool Add>
void multiply_panels(const Matrix<Scalar>& panels, const MatrixView<Scalar>& x, MutableMatrixView<Scalar>& y) {
  for (Index row = 0; row < y.rows(); row += panel_rows<Scalar>) {
    const Index rows = std::min(panel_rows<Scalar>, y.rows() - row);
    multiply_panel<Scalar, Add>(panels.data() + row * x.rows(), x, y.middleRows(row, rows));
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
