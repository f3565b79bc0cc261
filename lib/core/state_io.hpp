#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"

namespace rlrun {

/// Saved state that does not fit the object that loads it: other names, shapes or length.
struct StateError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A part of a byte string.
struct Stretch {
  std::size_t begin = 0;
  std::size_t size = 0;  ///< bytes
};

/// Appends named values to a byte string, little-endian, in the order of the calls.
class StateWriter {
 public:
  void write(std::string_view name, std::int64_t value);
  void write(std::string_view name, double value);
  void write(std::string_view name, std::string_view value);
  void write(std::string_view name, const Rng& rng);
  template <class Scalar>
  void write_matrix(std::string_view name, const MatrixView<Scalar>& value);

  /// Tells that all bytes from `begin` on will most likely be the same when the state is saved again. Who stores the
  /// state need not store them again; who reads it sees no difference. Requires that no earlier stretch goes so far.
  void mark_lasting(std::size_t begin) { lasting_.push_back({.begin = begin, .size = bytes_.size() - begin}); }

  /// Name of the first real number or matrix that was not finite, with which nobody could go on; empty: none.
  [[nodiscard]] const std::string& not_finite() const { return not_finite_; }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  /// In the order of the bytes.
  [[nodiscard]] const std::vector<Stretch>& lasting() const { return lasting_; }

 private:
  void begin(std::string_view name, char kind);
  void note(std::string_view name, bool finite);

  std::string bytes_;
  std::vector<Stretch> lasting_;
  std::string not_finite_;
};

/// Reads what a StateWriter wrote, by the same calls in the same order.
/// Every call throws StateError when name or kind differ or the bytes end too early.
class StateReader {
 public:
  static constexpr std::int64_t most_counted = std::int64_t{1} << 61;

  explicit StateReader(std::string_view bytes) : rest_(bytes) {}

  std::int64_t read_integer(std::string_view name);
  /// Throws StateError for one that is not in [low, high].
  std::int64_t read_integer(std::string_view name, std::int64_t low, std::int64_t high);
  /// A number of things: not negative, and so far from the largest integer that no run counts up to it.
  std::int64_t read_count(std::string_view name) { return read_integer(name, 0, most_counted); }
  bool read_flag(std::string_view name) { return read_integer(name, 0, 1) == 1; }
  double read_real(std::string_view name);
  /// Throws StateError for a number that is not finite; so do those that read matrices.
  double read_finite(std::string_view name);
  std::string read_string(std::string_view name);
  Rng read_rng(std::string_view name);
  template <class Scalar>
  Matrix<Scalar> read_matrix(std::string_view name);
  /// Overwrites `value`; throws StateError when the saved one has another size.
  template <class Scalar>
  void read_into(std::string_view name, MutableMatrixView<Scalar> value);

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  void expect(std::string_view name, char kind);
  std::string_view take(std::size_t count);

  std::string_view rest_;
};

}  // namespace rlrun
