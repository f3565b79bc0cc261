#include "lib/nn/initialiser.hpp"

#include <array>
#include <cmath>

namespace rlrun::nn {
namespace {

template <class Scalar>
void fill_normal(double standard_deviation, Rng& rng, MutableMatrixView<Scalar>& matrix) {
  for (auto column : matrix.colwise()) {
    for (Scalar& entry : column) entry = static_cast<Scalar>(standard_deviation * rng.normal());
  }
}

template <class Scalar>
void fill_uniform(double low, double high, Rng& rng, MutableMatrixView<Scalar>& matrix) {
  for (auto column : matrix.colwise()) {
    for (Scalar& entry : column) entry = static_cast<Scalar>(rng.uniform(low, high));
  }
}

}  // namespace

std::span<const std::pair<std::string_view, Initialiser>> initialiser_names() {
  static constexpr std::array<std::pair<std::string_view, Initialiser>, 4> names = {{
      {"normal", Initialiser::normal},
      {"uniform", Initialiser::uniform},
      {"xavier_normal", Initialiser::xavier_normal},
      {"xavier_uniform", Initialiser::xavier_uniform},
  }};
  return names;
}

template <class Scalar>
void initialise(const InitialiserOptions& options, Rng& rng, MutableMatrixView<Scalar> matrix) {
  const double xavier_deviation = std::sqrt(2.0 / static_cast<double>(matrix.rows() + matrix.cols()));
  switch (options.kind) {
    case Initialiser::normal:
      return fill_normal<Scalar>(options.standard_deviation, rng, matrix);
    case Initialiser::uniform:
      return fill_uniform<Scalar>(options.low, options.high, rng, matrix);
    case Initialiser::xavier_normal:
      return fill_normal<Scalar>(xavier_deviation, rng, matrix);
    case Initialiser::xavier_uniform: {
      // U(-b, b) has the standard deviation b / sqrt(3).
      const double bound = std::sqrt(3.0) * xavier_deviation;
      return fill_uniform<Scalar>(-bound, bound, rng, matrix);
    }
  }
}

InitialiserOptions recurrent_default(Index hidden_size) {
  const double bound = 1.0 / std::sqrt(static_cast<double>(hidden_size));
  return {.kind = Initialiser::uniform, .low = -bound, .high = bound};
}

template void initialise<float>(const InitialiserOptions&, Rng&, MutableMatrixView<float>);
template void initialise<double>(const InitialiserOptions&, Rng&, MutableMatrixView<double>);

}  // namespace rlrun::nn
