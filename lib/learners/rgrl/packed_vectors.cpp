#include "lib/learners/rgrl/packed_vectors.hpp"

namespace rlrun::learners::rgrl {
namespace {

constexpr Index bits_a_byte = 8;

template <class Scalar>
bool is_binary(const Matrix<Scalar>& matrix) {
  return (matrix.array() == Scalar(0) || matrix.array() == Scalar(1)).all();
}

/// Entry i, column after column, is bit i % 8 of byte i / 8.
template <class Scalar>
std::string to_bits(const Matrix<Scalar>& matrix) {
  std::string bits(static_cast<std::size_t>((matrix.size() + bits_a_byte - 1) / bits_a_byte), '\0');
  for (Index i = 0; i < matrix.size(); ++i) {
    if (matrix.data()[i] == Scalar(0)) continue;
    char& byte = bits[static_cast<std::size_t>(i / bits_a_byte)];
    byte = static_cast<char>(byte | 1 << i % bits_a_byte);
  }
  return bits;
}

template <class Scalar>
Matrix<Scalar> from_bits(const std::string& bits, Index rows, Index cols) {
  Matrix<Scalar> matrix(rows, cols);
  for (Index i = 0; i < matrix.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bits[static_cast<std::size_t>(i / bits_a_byte)]);
    matrix.data()[i] = static_cast<Scalar>(byte >> i % bits_a_byte & 1);
  }
  return matrix;
}

/// Without multiplying numbers that a damaged file may hold.
bool fits(const std::string& bits, Index rows, Index cols) {
  const Index capacity = static_cast<Index>(bits.size()) * bits_a_byte;
  if (rows < 0 || cols < 0 || (cols > 0 && rows > capacity / cols)) return false;
  return capacity - rows * cols < bits_a_byte;
}

}  // namespace

template <class Scalar>
void write_packed(StateWriter& writer, const std::string& name, const Matrix<Scalar>& matrix) {
  const bool binary = is_binary(matrix);
  writer.write(name + "_binary", static_cast<std::int64_t>(binary));
  if (!binary) return writer.write_matrix<Scalar>(name, matrix);
  writer.write(name + "_rows", static_cast<std::int64_t>(matrix.rows()));
  writer.write(name + "_cols", static_cast<std::int64_t>(matrix.cols()));
  writer.write(name, to_bits(matrix));
}

template <class Scalar>
Matrix<Scalar> read_packed(StateReader& reader, const std::string& name) {
  if (!reader.read_flag(name + "_binary")) return reader.template read_matrix<Scalar>(name);
  const Index rows = reader.read_integer(name + "_rows");
  const Index cols = reader.read_integer(name + "_cols");
  const std::string bits = reader.read_string(name);
  if (!fits(bits, rows, cols)) throw StateError(name + ": its size is not that of its bits");
  return from_bits<Scalar>(bits, rows, cols);
}

template void write_packed(StateWriter&, const std::string&, const Matrix<float>&);
template void write_packed(StateWriter&, const std::string&, const Matrix<double>&);
template Matrix<float> read_packed(StateReader&, const std::string&);
template Matrix<double> read_packed(StateReader&, const std::string&);

}  // namespace rlrun::learners::rgrl
