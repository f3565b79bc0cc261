#pragma once

#include <algorithm>
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

/// A packet of entries of a column, or of sums over them. Bare ones are no arguments of templates: GCC drops their
/// attributes and warns.
template <class Scalar>
struct ColumnPacket {
  Packet<Scalar> entries;
};

/// A register of half as many entries, for rows that are left over.
template <class Scalar>
using HalfPacket = typename Eigen::internal::packet_traits<Scalar>::half;

/// The first `count` entries of an array as a packet, filled up with zeros.
template <class Scalar>
Packet<Scalar> load_packet(const Scalar* from, Index count) {
  if (count == packet_size<Scalar>) return Eigen::internal::ploadu<Packet<Scalar>>(from);
  std::array<Scalar, packet_size<Scalar>> entries = {};
  std::copy_n(from, count, entries.begin());
  return Eigen::internal::ploadu<Packet<Scalar>>(entries.data());
}

/// The first `count` entries of a packet into an array.
template <class Scalar>
void store_packet(Scalar* to, const Packet<Scalar>& packet, Index count) {
  if (count == packet_size<Scalar>) return Eigen::internal::pstoreu(to, packet);
  std::array<Scalar, packet_size<Scalar>> entries = {};
  Eigen::internal::pstoreu(entries.data(), packet);
  std::copy_n(entries.begin(), count, to);
}

/// work(first, count) for the packets of `size` entries: all are whole but perhaps the last. What `work` holds by value
/// stays in registers.
template <class Scalar, class Work>
[[gnu::always_inline]] inline void for_each_packet(Index size, Work work) {
  Index first = 0;
  for (; first + packet_size<Scalar> <= size; first += packet_size<Scalar>) work(first, packet_size<Scalar>);
  if (first < size) work(first, size - first);
}

/// work(0) to work(Count - 1) written out, so that entries of arrays that are indexed so stay in registers.
template <std::size_t Count, class Work>
[[gnu::always_inline]] inline void unroll(const Work& work) {
  [&]<std::size_t... I>(std::index_sequence<I...> /*numbers*/) { (work(I), ...); }
  (std::make_index_sequence<Count>());
}

/// `Size` times the value. What std::array::fill writes begins in memory instead of in registers.
template <std::size_t Size, class Value>
std::array<Value, Size> filled_array(const Value& value) {
  return [&]<std::size_t... I>(std::index_sequence<I...> /*places*/) {
    return std::array<Value, Size>{(static_cast<void>(I), value)...};
  }
  (std::make_index_sequence<Size>());
}

}  // namespace rlrun::nn
