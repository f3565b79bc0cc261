#include "lib/core/state_io.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <type_traits>

namespace rlrun {
namespace {

static_assert(std::endian::native == std::endian::little, "values are copied as they lie in memory");

// A record is: kind (1 byte), length of the name (8 bytes), name, value. Texts and matrices begin with their sizes.
constexpr char integer_kind = 'i';
constexpr char real_kind = 'r';
constexpr char string_kind = 's';
constexpr char rng_kind = 'g';

/// A matrix without entries may have any number of rows or columns as far as its bytes tell; loops over them must end.
constexpr std::int64_t longest_empty_side = std::int64_t{1} << 20;

template <class Scalar>
constexpr char matrix_kind = std::is_same_v<Scalar, float> ? 'f' : 'd';

template <class T>
void append(std::string& bytes, const T& value) {
  const std::size_t end = bytes.size();
  bytes.resize(end + sizeof(T));
  std::memcpy(bytes.data() + end, &value, sizeof(T));
}

template <class T>
T from_bytes(std::string_view bytes) {
  T value;
  std::memcpy(&value, bytes.data(), sizeof(T));
  return value;
}

}  // namespace

void StateWriter::begin(std::string_view name, char kind) {
  bytes_ += kind;
  append<std::uint64_t>(bytes_, name.size());
  bytes_ += name;
}

void StateWriter::note(std::string_view name, bool finite) {
  if (!finite && not_finite_.empty()) not_finite_ = name;
}

void StateWriter::write(std::string_view name, std::int64_t value) {
  begin(name, integer_kind);
  append(bytes_, value);
}

void StateWriter::write(std::string_view name, double value) {
  note(name, std::isfinite(value));
  begin(name, real_kind);
  append(bytes_, value);
}

void StateWriter::write(std::string_view name, std::string_view value) {
  begin(name, string_kind);
  append<std::uint64_t>(bytes_, value.size());
  bytes_ += value;
}

void StateWriter::write(std::string_view name, const Rng& rng) {
  begin(name, rng_kind);
  append<std::uint64_t>(bytes_, rng.key().bits());
  append<std::uint64_t>(bytes_, rng.position());
}

template <class Scalar>
void StateWriter::write_matrix(std::string_view name, const MatrixView<Scalar>& value) {
  note(name, value.allFinite());
  begin(name, matrix_kind<Scalar>);
  append<std::int64_t>(bytes_, value.rows());
  append<std::int64_t>(bytes_, value.cols());
  const std::size_t column_bytes = static_cast<std::size_t>(value.rows()) * sizeof(Scalar);
  for (Index column = 0; column < value.cols(); ++column) {
    bytes_.append(reinterpret_cast<const char*>(value.col(column).data()), column_bytes);
  }
}

std::string_view StateReader::take(std::size_t count) {
  if (count > rest_.size()) throw StateError("the saved state ends too early");
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

void StateReader::expect(std::string_view name, char kind) {
  const char found_kind = take(1).front();
  const std::string_view found_name = take(from_bytes<std::uint64_t>(take(sizeof(std::uint64_t))));
  if (found_name == name && found_kind == kind) return;
  throw StateError("the saved state holds '" + std::string(found_name) + "' (kind " + found_kind + ") where '" +
                   std::string(name) + "' (kind " + kind + ") was expected");
}

std::int64_t StateReader::read_integer(std::string_view name) {
  expect(name, integer_kind);
  return from_bytes<std::int64_t>(take(sizeof(std::int64_t)));
}

std::int64_t StateReader::read_integer(std::string_view name, std::int64_t low, std::int64_t high) {
  const std::int64_t value = read_integer(name);
  if (value >= low && value <= high) return value;
  throw StateError("'" + std::string(name) + "' is " + std::to_string(value) + ", which is not in " +
                   std::to_string(low) + ".." + std::to_string(high));
}

double StateReader::read_real(std::string_view name) {
  expect(name, real_kind);
  return from_bytes<double>(take(sizeof(double)));
}

double StateReader::read_finite(std::string_view name) {
  const double value = read_real(name);
  if (!std::isfinite(value)) throw StateError("'" + std::string(name) + "' is not finite");
  return value;
}

std::string StateReader::read_string(std::string_view name) {
  expect(name, string_kind);
  return std::string(take(from_bytes<std::uint64_t>(take(sizeof(std::uint64_t)))));
}

Rng StateReader::read_rng(std::string_view name) {
  expect(name, rng_kind);
  Rng rng(RngKey(from_bytes<std::uint64_t>(take(sizeof(std::uint64_t)))));
  rng.set_position(from_bytes<std::uint64_t>(take(sizeof(std::uint64_t))));
  return rng;
}

template <class Scalar>
Matrix<Scalar> StateReader::read_matrix(std::string_view name) {
  expect(name, matrix_kind<Scalar>);
  const auto rows = from_bytes<std::int64_t>(take(sizeof(std::int64_t)));
  const auto cols = from_bytes<std::int64_t>(take(sizeof(std::int64_t)));
  // Sizes are compared with what is there before anything is multiplied or allocated.
  const auto available = static_cast<std::int64_t>(rest_.size() / sizeof(Scalar));
  const bool empty = rows == 0 || cols == 0;
  if (rows < 0 || cols < 0 || std::max(rows, cols) > (empty ? longest_empty_side : available) ||
      (!empty && rows > available / cols)) {
    throw StateError("the saved state ends within matrix '" + std::string(name) + "'");
  }
  Matrix<Scalar> value(rows, cols);
  const std::string_view entries = take(static_cast<std::size_t>(value.size()) * sizeof(Scalar));
  if (!entries.empty()) std::memcpy(value.data(), entries.data(), entries.size());
  if (!value.allFinite()) throw StateError("'" + std::string(name) + "' holds a number that is not finite");
  return value;
}

template void StateWriter::write_matrix<float>(std::string_view, const MatrixView<float>&);
template void StateWriter::write_matrix<double>(std::string_view, const MatrixView<double>&);
template <class Scalar>
void StateReader::read_into(std::string_view name, MutableMatrixView<Scalar> value) {
  const auto size = [](Index rows, Index cols) { return std::to_string(rows) + " x " + std::to_string(cols); };
  const Matrix<Scalar> saved = read_matrix<Scalar>(name);
  if (saved.rows() != value.rows() || saved.cols() != value.cols()) {
    throw StateError("'" + std::string(name) + "' is " + size(saved.rows(), saved.cols()) + ", not " +
                     size(value.rows(), value.cols()));
  }
  value = saved;
}

template Matrix<float> StateReader::read_matrix<float>(std::string_view);
template Matrix<double> StateReader::read_matrix<double>(std::string_view);
template void StateReader::read_into<float>(std::string_view, MutableMatrixView<float>);
template void StateReader::read_into<double>(std::string_view, MutableMatrixView<double>);

}  // namespace rlrun
