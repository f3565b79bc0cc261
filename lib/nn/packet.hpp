#pragma once

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

}  // namespace rlrun::nn
