#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace rlrun::conformance {

/// Where in saved state (the bytes of a StateWriter) an integer, a real number or a matrix of real numbers lies.
struct NumberRecord {
  std::string name;
  bool integer = false;
  std::size_t offset = 0;  ///< of the first number, bytes
  std::size_t count = 0;   ///< numbers
  std::size_t width = 0;   ///< bytes of a number: 4 or 8
};

/// All of them that hold a number, in order.
std::vector<NumberRecord> number_records(const std::string& state);

/// Those of real numbers.
std::vector<NumberRecord> real_records(const std::string& state);

/// The same state with entry `index` of the record replaced by the value, for an integer by the nearest one.
std::string with_value(std::string state, const NumberRecord& record, std::size_t index, double value);

}  // namespace rlrun::conformance
