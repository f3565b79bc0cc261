#include "lib/core/floating_point.hpp"

#include <immintrin.h>

namespace rlrun {
namespace {

constexpr unsigned int flushing = _MM_FLUSH_ZERO_ON | _MM_DENORMALS_ZERO_ON;  // bits of the register MXCSR

}  // namespace

void flush_subnormals() { _mm_setcsr(_mm_getcsr() | flushing); }

bool subnormals_are_flushed() { return (_mm_getcsr() & flushing) == flushing; }

}  // namespace rlrun
