#include "lib/nn/parameter_io.hpp"

#include <string>

namespace rlrun::nn {

template <class Scalar>
Matrix<Scalar> read_finite(StateReader& reader, std::string_view name, Index rows, Index cols) {
  Matrix<Scalar> values = reader.read_matrix<Scalar>(name);
  if (values.rows() != rows || values.cols() != cols) throw StateError(std::string(name) + ": another size");
  if (!values.allFinite()) throw StateError(std::string(name) + ": a number is not finite");
  return values;
}

template Matrix<float> read_finite<float>(StateReader&, std::string_view, Index, Index);
template Matrix<double> read_finite<double>(StateReader&, std::string_view, Index, Index);

}  // namespace rlrun::nn
