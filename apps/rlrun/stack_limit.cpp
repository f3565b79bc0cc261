#include "apps/rlrun/stack_limit.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

namespace rlrun::app {
namespace {

/// Bytes. Eigen puts up to 1 MiB (EIGEN_STACK_ALLOCATION_LIMIT) of a product onto the stack, and products are nested.
constexpr rlim_t needed = rlim_t{4} << 20;
constexpr rlim_t usual = rlim_t{8} << 20;

}  // namespace

bool have_enough_stack(char** argv) {
  rlimit limit = {};
  if (::getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= needed) return true;
  const rlimit raised = {.rlim_cur = std::min(limit.rlim_max, usual), .rlim_max = limit.rlim_max};
  if (raised.rlim_cur >= needed && ::setrlimit(RLIMIT_STACK, &raised) == 0) ::execv("/proc/self/exe", argv);
  std::cerr << "the stack may not be larger than " << (limit.rlim_cur >> 10) << " KiB; rlrun needs " << (needed >> 10)
            << ", as `ulimit -s " << (usual >> 10) << "` allows\n";
  return false;
}

}  // namespace rlrun::app
