#pragma once

#include <string>

#include "lib/core/state_io.hpp"
#include "lib/core/types.hpp"

namespace rlrun::learners::rgrl {

/// Writes a matrix, with a bit an entry where all entries are 0 or 1: the codes that make up most of an experience then
/// take a 32nd of their size in memory.
template <class Scalar>
void write_packed(StateWriter& writer, const std::string& name, const Matrix<Scalar>& matrix);

/// Reads what write_packed wrote. Throws StateError when it is something else.
template <class Scalar>
Matrix<Scalar> read_packed(StateReader& reader, const std::string& name);

}  // namespace rlrun::learners::rgrl
