#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace rlrun::conformance {

/// Where in saved state (the bytes of a StateWriter) a real number or a matrix of them lies.
struct RealRecord {
  std::string name;
  std::size_t offset = 0;  ///< of the first number, bytes
  std::size_t count = 0;   ///< numbers
  std::size_t width = 0;   ///< bytes of a number: 4 or 8
};

/// All of them that hold a number, in order.
std::vector<RealRecord> real_records(const std::string& state);

/// The same state with entry `index` of the record replaced by NaN.
std::string with_nan(std::string state, const RealRecord& record, std::size_t index);

}  // namespace rlrun::conformance
