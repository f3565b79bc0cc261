#include "lib/learners/map_propagation/hidden_units.hpp"

#include <array>
#include <type_traits>

#include "lib/nn/packet.hpp"

namespace rlrun::learners::map_propagation {
namespace {

using Eigen::internal::pmax;
using Eigen::internal::pselect;
using Eigen::internal::pset1;
using nn::Packet;

template <class Scalar>
constexpr Scalar saturation = Scalar(20);

/// log(1 + x) / x for x from 0 to 1 as a polynomial through its values at Chebyshev's nodes, coefficients from the
/// constant upwards; the largest relative error is 5.3e-9.
constexpr std::array<float, 10> log1p_coefficients = {0.999999995F,  -0.499998926F,  0.333297105F, -0.249516163F,
                                                      0.196632743F,  -0.152696671F,  0.105436238F, -0.0563736128F,
                                                      0.0195425273F, -0.00317605702F};

/// log(1 + x) for x from 0 to 1.
template <class Scalar>
Packet<Scalar> log1p_of_fraction(const Packet<Scalar>& x) {
  if constexpr (std::is_same_v<Scalar, float>) {
    auto sum = pset1<Packet<float>>(log1p_coefficients.back());
    for (std::size_t i = log1p_coefficients.size() - 1; i-- > 0;) {
      sum = Eigen::internal::pmadd(sum, x, pset1<Packet<float>>(log1p_coefficients[i]));
    }
    return sum * x;
  } else {
    return Eigen::internal::plog<Packet<Scalar>>(x + Scalar(1));
  }
}

/// Mean and slope of a packet of units.
template <class Scalar>
struct Response {
  Packet<Scalar> mean;
  Packet<Scalar> slope;
};

/// One exponential serves both: with e = exp(-|z|), log(1 + exp(z)) = max(z, 0) + log(1 + e), and its derivative is
/// 1 / (1 + e) for positive z and e / (1 + e) for others.
template <class Scalar>
struct Softplus {
  Response<Scalar> operator()(const Packet<Scalar>& z) const {
    const auto zero = pset1<Packet<Scalar>>(Scalar(0));
    const auto one = pset1<Packet<Scalar>>(Scalar(1));
    const auto distance = Eigen::internal::pabs(z);
    const Packet<Scalar> e = Eigen::internal::pexp<Packet<Scalar>>(-distance);
    const auto is_saturated = Eigen::internal::pcmp_le(pset1<Packet<Scalar>>(saturation<Scalar>), distance);
    const Packet<Scalar> tail = pselect(is_saturated, zero, e);
    const Packet<Scalar> numerator = pselect(Eigen::internal::pcmp_lt(zero, z), one, tail);
    return {.mean = pmax(z, zero) + log1p_of_fraction<Scalar>(e), .slope = numerator / (one + tail)};
  }
};

template <class Scalar>
struct Relu {
  Response<Scalar> operator()(const Packet<Scalar>& z) const {
    const auto zero = pset1<Packet<Scalar>>(Scalar(0));
    const auto one = pset1<Packet<Scalar>>(Scalar(1));
    return {.mean = pmax(z, zero), .slope = pselect(Eigen::internal::pcmp_lt(zero, z), one, zero)};
  }
};

/// Packet for packet; the last one may be filled up with zeros.
template <class Scalar, class Unit>
void respond(const Unit& unit, const VectorView<Scalar>& z, MutableVectorView<Scalar>& means,
             MutableVectorView<Scalar>& slopes) {
  nn::for_each_packet<Scalar>(z.size(), [&](Index first, Index count) {
    const Response<Scalar> response = unit(nn::load_packet(z.data() + first, count));
    nn::store_packet<Scalar>(means.data() + first, response.mean, count);
    nn::store_packet<Scalar>(slopes.data() + first, response.slope, count);
  });
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
      return respond<Scalar>(Softplus<Scalar>(), pre_activations, means, slopes);
    case HiddenUnit::relu:
      return respond<Scalar>(Relu<Scalar>(), pre_activations, means, slopes);
  }
}

template void hidden_means<float>(HiddenUnit, const VectorView<float>&, MutableVectorView<float>,
                                  MutableVectorView<float>);
template void hidden_means<double>(HiddenUnit, const VectorView<double>&, MutableVectorView<double>,
                                   MutableVectorView<double>);

}  // namespace rlrun::learners::map_propagation
