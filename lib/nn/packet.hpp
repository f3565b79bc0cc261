#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include "lib/core/types.hpp"

namespace rlrun::nn {

/// The widest SIMD register of `Scalar` that Eigen works with, and how many entries it holds.
template <class Scalar>
using Packet = typename Eigen::internal::packet_traits<Scalar>::type;
template <class Scalar>
inline constexpr Index packet_size = Eigen::internal::packet_traits<Scalar>::size;

/// A register of half as many entries, for rows that are left over.
template <class Scalar>
using HalfPacket = typename Eigen::internal::packet_traits<Scalar>::half;

/// `Size` times the value. What std::array::fill writes begins in memory instead of in registers.
template <std::size_t Size, class Value>
std::array<Value, Size> filled_array(const Value& value) {
  return [&]<std::size_t... I>(std::index_sequence<I...> /*places*/) {
    return std::array<Value, Size>{(static_cast<void>(I), value)...};
  }
  (std::make_index_sequence<Size>());
}

}  // namespace rlrun::nn
