#pragma once

#include <string_view>

#include "lib/core/state_io.hpp"
#include "lib/nn/parameters.hpp"

namespace rlrun::nn {

/// A matrix of `rows` x `cols` finite numbers. Throws StateError, naming it, when the saved one is another.
template <class Scalar>
Matrix<Scalar> read_finite(StateReader& reader, std::string_view name, Index rows, Index cols);

template <class Scalar>
void save_parameters(StateWriter& writer, std::string_view name, const Parameters<Scalar>& parameters) {
  writer.write_matrix<Scalar>(name, parameters.flat());
}

/// Throws StateError as read_finite does.
template <class Scalar>
void load_parameters(StateReader& reader, std::string_view name, Parameters<Scalar>& parameters) {
  parameters.flat() = read_finite<Scalar>(reader, name, parameters.flat().size(), 1);
}

}  // namespace rlrun::nn
