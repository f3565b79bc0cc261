#include "lib/nn/transpose.hpp"

#include "lib/nn/packet.hpp"

namespace rlrun::nn {
namespace {

// PacketBlock is given a type with an attribute, its alignment, which g++ says it drops there and yet keeps.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wignored-attributes"
template <class Scalar>
using PacketBlock = Eigen::internal::PacketBlock<Packet<Scalar>, packet_size<Scalar>>;
#pragma GCC diagnostic pop

/// One square block, in registers. from and to: its first entry in each matrix.
template <class Scalar>
void transpose_block(const Scalar* from, Index from_stride, Scalar* to, Index to_stride) {
  PacketBlock<Scalar> block;
  for (Index i = 0; i < packet_size<Scalar>; ++i) {
    block.packet[i] = Eigen::internal::ploadu<Packet<Scalar>>(from + i * from_stride);
  }
  Eigen::internal::ptranspose(block);
  for (Index i = 0; i < packet_size<Scalar>; ++i) Eigen::internal::pstoreu(to + i * to_stride, block.packet[i]);
}

}  // namespace

template <class Scalar>
void transpose(const MatrixView<Scalar>& matrix, MutableMatrixView<Scalar> transposed) {
  constexpr Index size = packet_size<Scalar>;
  const Index rows = matrix.rows() / size * size;
  const Index cols = matrix.cols() / size * size;
  for (Index col = 0; col < cols; col += size) {
    for (Index row = 0; row < rows; row += size) {
      transpose_block(matrix.data() + row + col * matrix.outerStride(), matrix.outerStride(),
                      transposed.data() + col + row * transposed.outerStride(), transposed.outerStride());
    }
  }
  const Index rest_rows = matrix.rows() - rows;
  const Index rest_cols = matrix.cols() - cols;
  transposed.rightCols(rest_rows) = matrix.bottomRows(rest_rows).transpose();
  transposed.bottomLeftCorner(rest_cols, rows) = matrix.topRightCorner(rows, rest_cols).transpose();
}

template void transpose<float>(const MatrixView<float>&, MutableMatrixView<float>);
template void transpose<double>(const MatrixView<double>&, MutableMatrixView<double>);

}  // namespace rlrun::nn
