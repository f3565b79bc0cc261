#pragma once

#include <string_view>

#include "lib/core/state_io.hpp"
#include "lib/nn/parameters.hpp"

namespace rlrun::nn {

template <class Scalar>
void save_parameters(StateWriter& writer, std::string_view name, const Parameters<Scalar>& parameters) {
  writer.write_matrix<Scalar>(name, parameters.flat());
}

/// Throws StateError as StateReader::read_into does.
template <class Scalar>
void load_parameters(StateReader& reader, std::string_view name, Parameters<Scalar>& parameters) {
  reader.read_into<Scalar>(name, parameters.flat());
}

}  // namespace rlrun::nn
