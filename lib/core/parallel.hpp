#pragma once

#include <functional>

#include "lib/core/types.hpp"

namespace rlrun {

/// parallel_for for a body that is known by reference.
void run_in_parallel(int threads, Index count, const std::function<void(Index)>& body);

/// Calls body(i) for every i in [0, count) on up to `threads` threads, of which the caller is one, and returns when all
/// calls have ended. Which thread gets which index is left open: each index needs its own generator and its own place
/// for results, and then the results do not depend on the number of threads. If calls throw, the exception of the
/// lowest index is thrown on, after all calls have ended; one thread alone does not begin those that would follow.
///
/// The threads belong to the process and are started when first needed, which may throw std::runtime_error; after that
/// nothing is allocated. A thread that waits goes to sleep after some microseconds, and one that wakes up too late is
/// not waited for: on a busy machine the caller does the work alone. A call from within a body, or from a second
/// thread, runs on its own thread alone.
template <class Body>
void parallel_for(int threads, Index count, const Body& body) {
  if (threads > 1 && count > 1) {
    run_in_parallel(threads, count, std::cref(body));  // std::function allocates nothing for a reference
  } else {
    for (Index i = 0; i < count; ++i) body(i);
  }
}

/// The number of threads, at most `threads`, among which it is worth dividing `multiply_adds` of arithmetic that come
/// in one call of parallel_for: each gets some 50 microseconds of it at least, while to wake it takes about ten.
[[nodiscard]] int threads_worth(int threads, double multiply_adds);

}  // namespace rlrun
