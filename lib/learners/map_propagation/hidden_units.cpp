#include "lib/learners/map_propagation/hidden_units.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace rlrun::learners::map_propagation {
namespace {

template <class Scalar>
constexpr Scalar saturation = Scalar(20);

/// One exponential serves both: with e = exp(-|z|), log(1 + exp(z)) = max(z, 0) + log(1 + e), and its derivative is
/// 1 / (1 + e) for positive z and e / (1 + e) for others. Compilers turn the loop into vector code, which Eigen's
/// `select` is not.
template <class Scalar>
void softplus_means(const VectorView<Scalar>& pre_activations, MutableVectorView<Scalar>& means,
                    MutableVectorView<Scalar>& slopes) {
  slopes.array() = (-pre_activations.array().abs()).exp();
  means.array() = (slopes.array() + Scalar(1)).log();
  const Scalar* const z = pre_activations.data();
  Scalar* const mean = means.data();
  Scalar* const slope = slopes.data();
  const Index size = pre_activations.size();
#pragma omp simd
  for (Index i = 0; i < size; ++i) {
    const Scalar step = z[i] > Scalar(0) ? Scalar(1) : Scalar(0);
    const Scalar logistic = (step + (Scalar(1) - step) * slope[i]) / (Scalar(1) + slope[i]);
    slope[i] = std::abs(z[i]) < saturation<Scalar> ? logistic : step;
    mean[i] += z[i] > Scalar(0) ? z[i] : Scalar(0);
  }
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
