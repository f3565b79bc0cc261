#include "lib/core/cache_sizes.hpp"

#include <Eigen/Core>

namespace rlrun {
namespace {

// Bytes; small enough for every CPU of the x86-64-v3 level.
constexpr std::ptrdiff_t first_level = 32 << 10;
constexpr std::ptrdiff_t second_level = 512 << 10;
constexpr std::ptrdiff_t third_level = 32 << 20;

}  // namespace

void fix_cache_sizes() { Eigen::setCpuCacheSizes(first_level, second_level, third_level); }

}  // namespace rlrun
