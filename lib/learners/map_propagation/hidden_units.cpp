#include "lib/learners/map_propagation/hidden_units.hpp"

#include <array>

namespace rlrun::learners::map_propagation {
namespace {

template <class Scalar>
constexpr Scalar saturation = Scalar(20);

/// 1 where x > 0, else 0, for x that are not tiny. Comparisons are not vectorised by Eigen, minima and maxima are.
template <class Array>
auto positive(const Array& x) {
  using Scalar = typename Array::Scalar;
  return (x * Scalar(1e30)).max(Scalar(0)).min(Scalar(1));
}

/// One exponential serves both: with e = exp(-|z|), log(1 + exp(z)) = max(z, 0) + log(1 + e), and its derivative is
/// 1 / (1 + e) for positive z and e / (1 + e) for others.
template <class Scalar>
void softplus_means(const VectorView<Scalar>& pre_activations, MutableVectorView<Scalar>& means,
                    MutableVectorView<Scalar>& slopes) {
  const auto z = pre_activations.array();
  auto e = slopes.array();
  e = (-z.abs()).exp();
  means.array() = z.max(Scalar(0)) + (e + Scalar(1)).log();
  e *= positive(saturation<Scalar> - z.abs());
  const auto is_positive = positive(z);
  slopes.array() = (is_positive + (Scalar(1) - is_positive) * e) / (e + Scalar(1));
}

template <class Scalar>
void relu_means(const VectorView<Scalar>& pre_activations, MutableVectorView<Scalar>& means,
                MutableVectorView<Scalar>& slopes) {
  means.array() = pre_activations.array().max(Scalar(0));
  // 1 where the mean is positive, 0 where it is 0.
  slopes.array() = means.array().sign();
}

}  // namespace

std::span<const std::pair<std::string_view, HiddenUnit>> hidden_unit_names() {
  static constexpr std::array<std::pair<std::string_view, HiddenUnit>, 2> names = {
      {{"softplus", HiddenUnit::softplus}, {"relu", HiddenUnit::relu}}};
  return names;
}

template <class Scalar>
void hidden_means(HiddenUnit kind, const VectorView<Scalar>& pre_activations, MutableVectorView<Scalar> means,
                  MutableVectorView<Scalar> slopes) {
  switch (kind) {
    case HiddenUnit::softplus:
      return softplus_means<Scalar>(pre_activations, means, slopes);
    case HiddenUnit::relu:
      return relu_means<Scalar>(pre_activations, means, slopes);
  }
}

template void hidden_means<float>(HiddenUnit, const VectorView<float>&, MutableVectorView<float>,
                                  MutableVectorView<float>);
template void hidden_means<double>(HiddenUnit, const VectorView<double>&, MutableVectorView<double>,
                                   MutableVectorView<double>);

}  // namespace rlrun::learners::map_propagation
